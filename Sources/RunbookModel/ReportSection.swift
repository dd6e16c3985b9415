/// Sections of a run's report that a site can leave out of what people read, by their ids in the page; JSON has them all.
///
/// What an honest report can't do without is none of them: the verdict, the services against their targets, what went
/// wrong, the steps and the checks with what they proved, what was not exercised, deviations, findings, irregularities,
/// and the record.
package enum ReportSection: String, Hashable, Sendable, CaseIterable {
  case figures, cost, next
  case signOff = "sign-off"
  case timeline, clocks, slowest, breaks, amendments, waits, participants, notes, updates, commands, hosts, changes
  case comparison

  package static let names = allCases.map(\.rawValue)
}
