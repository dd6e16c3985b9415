internal import Foundation
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The figures of the report, made anew from plan and journal; and who stands for them.
extension EvidenceVerification {
  private static let mostDifferences = 50

  mutating func verifyFigures() {
    guard fold(), let state else { return }
    guard let bytes = bytes(of: EvidenceNames.report) else {
      return say(.fails, .figures, "there is no \(EvidenceNames.report)")
    }
    let decoder = JSONDecoder()
    do {
      let told = try decoder.decode(FigureTree.self, from: Data(bytes))
      let rules = told.summaryFormat.flatMap(JudgementRules.init) ?? .current
      let derived = try decoder.decode(
        FigureTree.self, from: Data(try RunReport.render(document(of: state, by: rules), as: .json)))
      let own = told.withoutPast
      tellsOfPast = own.hadPast
      compare(own.report, derived, by: rules)
      if rules != .current { judgeAnew(state, by: rules) }
    } catch {
      say(.fails, .figures, "\(EvidenceNames.report) can't be read: \(error)")
    }
  }

  /// All of which the JSON is made but for what earlier runs tell; the site's look has no part in it.
  private func document(of state: RunState, by rules: JudgementRules) -> ReportDocument {
    let (entries, head) = (reading?.entries ?? [], reading?.head ?? "")
    return ReportDocument(
      summary: RunSummary(of: state, by: rules),
      journal: JournalMark(head: head, endHead: reading?.endHead, lines: state.lastSequence),
      trace: JournalTrace(of: state, entries: entries))
  }

  /// False where nothing follows from the journal, which has been said.
  private mutating func fold() -> Bool {
    guard let reading, !reading.entries.isEmpty, findings.allSatisfy({ $0.state != .fails || $0.subject != .journal })
    else { return false }
    guard sums["plan/plan.json"] != nil else { return false }
    do {
      let format = try folder.readPlanOutline().format
      guard format == Plan.currentFormat else {
        say(.unknown, .figures, "a plan of format \(format) can't be read here, so that nothing was made anew")
        return false
      }
      state = try folder.readState().state
      return true
    } catch {
      say(.fails, .figures, "they can't be made anew: \(error)")
      return false
    }
  }

  private mutating func compare(_ told: FigureTree, _ derived: FigureTree, by rules: JudgementRules) {
    var differences = FigureTree.differences(report: told, derived)
    // Another version may derive more, or tell more; what both have must be the same.
    if let version = manifest?.version, version != HalfhourCommand.version {
      let other = differences.filter { $0.told == nil || $0.derived == nil }
      differences.removeAll { $0.told == nil || $0.derived == nil }
      if !other.isEmpty {
        let names = other.prefix(Self.mostDifferences).map(\.name).joined(separator: ", ")
        let more = other.count > Self.mostDifferences ? " and \(other.count - Self.mostDifferences) more" : ""
        say(
          .unknown, .figures,
          "not compared, as halfhour \(version) or this version (\(HalfhourCommand.version)) alone tells of it: \(names)\(more)"
        )
      }
    }
    for difference in differences.prefix(Self.mostDifferences) { say(.fails, .figures, difference.text) }
    if differences.count > Self.mostDifferences {
      say(.fails, .figures, "and \(differences.count - Self.mostDifferences) more")
    }
    guard differences.isEmpty else { return }
    let shown = state.map { RunSummary(of: $0, by: rules) }?.verdict?.words ?? "not over"
    let time = rules == .current ? "" : " by the rules of its time (format \(rules.rawValue))"
    say(
      .holds, .figures,
      "\(told.count) figures of \(EvidenceNames.report) follow from the journal\(time); the run's verdict: \(shown)")
  }

  /// Older rules are milder, and it is the archive that says by which it was made.
  private mutating func judgeAnew(_ state: RunState, by rules: JudgementRules) {
    let services = zip(RunSummary(of: state, by: rules).services, RunSummary(of: state).services)
    let differing = services.flatMap { then, now in
      [
        ("recovery time", then.rtoJudgement, now.rtoJudgement),
        ("age of the data", then.rpoJudgement, now.rpoJudgement),
      ]
      .filter { $0.1 != $0.2 }
      .map { "the \($0.0) of \(then.id) is \($0.1.rawValue) by those rules, and \($0.2.rawValue) by today's" }
    }
    for words in differing.prefix(Self.mostDifferences) { say(.unknown, .figures, words) }
  }

  // MARK: - Sign-offs

  mutating func verifySignOffs() async throws(CommandFailure) {
    guard let reading, case .runOpened(let opening)? = reading.entries.first?.event else { return }
    for entry in reading.entries {
      guard case .signedOff(let signOff) = entry.event else { continue }
      let name = "line \(entry.sequence): \(signOff.role.rawValue) by \(signOff.by)"
      guard let line = heads.line(of: signOff.head), line < entry.sequence else {
        say(.fails, .signOffs, "\(name), of a journal that is not this one")
        continue
      }
      let what = "\(name), of lines 1 to \(line)"
      guard let signature = signOff.signature else {
        say(.holds, .signOffs, "\(what); said by that user, not signed with a key")
        continue
      }
      let verifier = SSHSignature(namespace: SignOff.namespace, folder: scratch)
      let verdict = try await verifier.verify(
        signature, of: Array(signOff.statement(of: opening.run).utf8), by: signOff.by.name, allowed: allowedSigners)
      if report(verdict, .signOffs, "\(what), signed") { isSigned = true }
    }
  }
}
