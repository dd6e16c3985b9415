package import RunCore
package import RunbookModel

/// One run as a list shows it.
package struct RunRow: Hashable, Sendable, Codable, Identifiable {
  package var id: RunID
  package var site: String
  package var runbook: RunbookName
  package var title: String
  package var mode: RunMode
  package var severity: Severity?
  package var startedBy: String?
  package var started: WallTime?
  package var ended: WallTime?
  /// From the start to the end, or to what was known last while the run is not over.
  @OptionalDurationText package var duration: Duration?
  /// Nil while the run is not over.
  package var verdict: Verdict?
  /// Why the verdict isn't simply `passed`; the most important first.
  package var findings: [String]
  package var planHash: String?
  /// The SHA-256 of the journal's last line when the run was recorded.
  package var journalHead: String
  /// In the order of the plan.
  package var services: [ServiceRow]
}

/// How one service came back in a run.
package struct ServiceRow: Hashable, Sendable, Codable, Identifiable {
  package var id: ServiceName
  package var tier: Service.Tier
  @OptionalDurationText package var rto: Duration?
  @OptionalDurationText package var rpo: Duration?
  /// To the last check.
  @OptionalDurationText package var rta: Duration?
  /// To the last acceptance.
  @OptionalDurationText package var rtaAccepted: Duration?
  @OptionalDurationText package var rpa: Duration?
  package var rtoJudgement: ServiceSummary.Judgement
  package var rpoJudgement: ServiceSummary.Judgement
}
