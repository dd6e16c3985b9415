internal import RunCore
internal import RunbookModel

/// The verdict of a run and the targets of its services as cases of a JUnit report.
struct JUnitTargets {
  let summary: RunSummary

  var cases: [JUnitCase] {
    [verdict]
      + summary.services.flatMap { service in
        [
          target(
            "\(service.id): recovery time within \(service.target.rto.targetText)", service.rtoJudgement,
            service.countedRTA)
        ]
          + (service.target.rpo.map { rpo in
            [age(of: service, within: rpo)]
          } ?? [])
      }
  }

  /// A backup that was made after the disruption may hold the damage: neither met nor missed.
  private func age(of service: ServiceSummary, within rpo: Duration) -> JUnitCase {
    var junit = target(
      "\(service.id): age of the data within \(rpo.targetText)", service.rpoJudgement, service.rpa)
    if service.said(.dataFrom)?.counts == true { junit.properties.append(("source", "said")) }
    guard let after = service.madeAfterDisruption, service.rpoJudgement == .unknown, summary.verdict != nil else {
      return junit
    }
    junit.result = .skipped(
      "the backup was made \(after.roundedText) after the disruption, so that its age can't be judged")
    return junit
  }

  private var verdict: JUnitCase {
    var junit = JUnitCase(name: "verdict", className: className, time: .zero, result: .passed)
    let findings = ([summary.verdict?.words ?? "not over"] + summary.findings).joined(separator: "\n")
    switch summary.verdict {
    case .passed: break
    case .passedWithConditions: junit.properties = summary.findings.prefix(100).map { ("condition", $0) }
    case .targetMissed, .failed, .stopped: junit.result = .failure(findings)
    case nil: junit.result = .skipped("not over yet")
    }
    return junit
  }

  private var className: String { "\(summary.runbook).run" }

  /// The measured time is no time that a test took, so it stands in a property.
  private func target(_ name: String, _ judgement: ServiceSummary.Judgement, _ actual: Duration?) -> JUnitCase {
    var junit = JUnitCase(name: name, className: className, time: .zero, result: .passed)
    junit.properties = actual.map { [("seconds", $0.secondsText)] } ?? []
    switch judgement {
    case .met: break
    case .missed: junit.result = .failure("missed: \(actual?.roundedText ?? "unknown")")
    case .unknown: junit.result = summary.verdict == nil ? .skipped("not over yet") : .error("unknown")
    case .none: junit.result = .skipped("nothing was measured against it")
    }
    return junit
  }
}
