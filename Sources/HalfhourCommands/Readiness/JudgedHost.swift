internal import RecoveryPlanning
internal import RunbookModel
internal import StepExecutors

/// A host with what stands in its way.
struct JudgedHost: Hashable {
  let findings: HostFindings
  let problems: [HostTrouble]

  init(_ findings: HostFindings) {
    self.findings = findings
    problems = HostTrouble.all(of: findings)
  }

  var name: String { findings.host.name.text }
  var isReady: Bool { !problems.contains { $0.stops } }

  /// One word for the table.
  var word: String {
    switch findings.meeting {
    case .comesLater: "later"
    case .live: "STOP"
    case .met where isReady: problems.isEmpty ? "yes" : "yes, but"
    case .met, .unreachable, .unconfirmed: "NO"
    }
  }
}
