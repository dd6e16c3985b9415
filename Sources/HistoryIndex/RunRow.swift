package import RunCore
package import RunbookModel

/// One run as a list shows it.
package struct RunRow: Hashable, Sendable, Decodable, Identifiable {
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
package struct ServiceRow: Hashable, Sendable, Decodable, Identifiable {
  package var id: ServiceName
  package var tier: Service.Tier
  @OptionalDurationText package var rto: Duration?
  @OptionalDurationText package var rpo: Duration?
  /// To the last check.
  @OptionalDurationText package var rta: Duration?
  /// To the last acceptance.
  @OptionalDurationText package var rtaAccepted: Duration?
  @OptionalDurationText package var rpa: Duration?
  /// To that end which the target counts.
  @OptionalDurationText package var counted: Duration?
  /// Whether a check has shown that it works.
  package var isVerified: Bool
  /// From the run's start to that end which the target counts, without what only a drill does; nil for runs that an
  /// older version indexed, too.
  @OptionalDurationText package var took: Duration?
  package var rtoJudgement: ServiceSummary.Judgement
  package var rpoJudgement: ServiceSummary.Judgement
}

extension RunRow: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("duration", ifAny: duration)
      json.member("ended", ifAny: ended)
      json.member("findings", findings)
      json.member("id", id)
      json.member("journalHead", journalHead)
      json.member("mode", mode)
      json.member("planHash", ifAny: planHash)
      json.member("runbook", runbook)
      json.member("services", services)
      json.member("severity", ifAny: severity)
      json.member("site", site)
      json.member("started", ifAny: started)
      json.member("startedBy", ifAny: startedBy)
      json.member("title", title)
      json.member("verdict", ifAny: verdict)
    }
  }
}

extension ServiceRow: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("counted", ifAny: counted)
      json.member("id", id)
      json.member("isVerified", isVerified)
      json.member("rpa", ifAny: rpa)
      json.member("rpo", ifAny: rpo)
      json.member("rpoJudgement", rpoJudgement)
      json.member("rta", ifAny: rta)
      json.member("rtaAccepted", ifAny: rtaAccepted)
      json.member("rto", ifAny: rto)
      json.member("rtoJudgement", rtoJudgement)
      json.member("tier", tier)
      json.member("took", ifAny: took)
    }
  }
}
