package import RunCore
package import RunbookModel

/// A run as a report of a period needs it.
package struct MeasuredRun: Hashable, Sendable, Identifiable {
  package var id: RunID
  package var site: String
  package var runbook: RunbookName
  package var title: String
  package var mode: RunMode
  package var severity: Severity?
  package var started: WallTime
  package var duration: Duration?
  /// Nil while the run is not over.
  package var verdict: Verdict?
  /// Why the verdict isn't simply `passed`; the most important first.
  package var findings: [String]
  package var services: [MeasuredService]
}

/// How one service came back in a run, with what its time went into.
package struct MeasuredService: Hashable, Sendable, Identifiable {
  package var id: ServiceName
  package var tier: Service.Tier
  package var rto: Duration?
  package var rpo: Duration?
  /// The recovery time that its target counted; nil where that was not measured, though it may have been verified.
  package var rta: Duration?
  package var rpa: Duration?
  package var rtoJudgement: ServiceSummary.Judgement
  package var rpoJudgement: ServiceSummary.Judgement
  package var bytesRestored: Int?
  /// Its last check held.
  package var isVerified = false
  /// In an incident, from the disruption to the last check.
  package var outage: Duration?
  package var costPerHour: MoneyPerHour?
  /// From the first start to the last end of its steps in each phase that had any.
  package var phases: [Phase: Duration]
}

extension MeasuredService {
  /// What became of it, in a run that is over.
  package var outcome: ServiceOutcome {
    ServiceOutcome(isVerified: isVerified, rto: rtoJudgement, rpo: rpoJudgement)
  }
}
