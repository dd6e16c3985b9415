internal import RunCore
internal import RunbookModel

/// Targets that were missed, with what took the time, and services of which nobody knows.
extension Trouble {
  var lateServices: [String] {
    let late = summary.services.filter { $0.rtoJudgement == .missed }.map(lateness)
    let old = summary.services.compactMap { service -> String? in
      guard service.rpoJudgement == .missed, let rpa = service.rpa, let rpo = service.target.rpo else { return nil }
      return say(
        "The restored data of \(summary.name(service)) are \(say.spoken(rpa - rpo)) older than their target allows.")
    }
    return limited(late, to: 3) { say("\($0) more services were back too late.") }
      + limited(old, to: 3) { say("The restored data of \($0) more services are too old.") }
  }

  private func lateness(_ service: ServiceSummary) -> String {
    let name = summary.name(service)
    let over = say.spoken((service.countedRTA ?? .zero) - service.target.rto)
    let sentence =
      service.countsAcceptance
      ? say("\(name) was accepted \(over) too late.") : say("\(name) was back \(over) too late.")
    let parts = timeTakers(of: service)
    return parts.isEmpty
      ? sentence : sentence + " " + say("What took longest: \(parts.joined(separator: "; ")).")
  }

  /// The few parts that took the most of a recovery's time, the longest first.
  private func timeTakers(of service: ServiceSummary) -> [String] {
    guard let rta = service.countedRTA, let end = service.countedEnd,
      let start = summary.clocks.start(of: service.target.clock)
    else { return [] }
    var parts: [(Duration, String)] = []
    if let begun = summary.clocks.started, begun.elapsed > start.elapsed {
      let before = begun.elapsed - start.elapsed
      parts.append(
        (
          before,
          summary.mode == .drill
            ? say("the time before the drill, for which \(say.spoken(before)) are assumed")
            : say("the time before the run was started, \(say.spoken(before))")
        ))
    }
    for step in summary.plannedSteps where step.id.runbook == service.runbook {
      guard let duration = step.duration, let started = step.started, started.elapsed < end.elapsed else { continue }
      parts.append((duration, part(step, duration)))
    }
    return parts.filter { $0.0 * 20 >= rta }.enumerated()
      .sorted { ($1.element.0, $0.offset) < ($0.element.0, $1.offset) }.prefix(3).map(\.element.1)
  }

  /// How long a step took, and how much of it was somebody's answer.
  private func part(_ step: StepSummary, _ duration: Duration) -> String {
    let (time, title) = (say.spoken(duration), CellText.line(step.title, most: 60))
    let waited = summary.waits.filter { $0.prompt.step == step.id }.reduce(Duration.zero) { $0 + $1.waited }
    guard waited * 20 >= duration, waited >= .seconds(1) else { return say("\(time) for “\(title)”") }
    return say("\(time) for “\(title)”, of which \(say.spoken(min(waited, duration))) was waiting for an answer")
  }

  /// What nobody can say of a service; while the run goes on that is no trouble yet.
  var unknownServices: [String] {
    guard summary.verdict != nil else { return [] }
    let times = summary.services.compactMap(unknownTime)
    let data = summary.services.filter { $0.rpoJudgement == .unknown && $0.rpa == nil && $0.verified != nil }.map {
      say("How old the restored data of \(summary.name($0)) are is not known.")
    }
    return limited(times, to: 3) { say("Of \($0) more services it is not known, either.") }
      + limited(data, to: 1) { say("The same holds for the data of \($0) more services.") }
  }

  private func unknownTime(_ service: ServiceSummary) -> String? {
    let name = summary.name(service)
    let checks = summary.checks(of: service)
    if !checks.isEmpty, checks.allSatisfy({ [.skipped, .byHand].contains($0.status) }) {
      return say("Nothing shows that \(name) works: every check of it was left out or vouched for by a person.")
    }
    if service.verified == nil {
      return service.countedRTA == nil
        ? say("Nothing shows that \(name) was back.")
        : say("No check shows that \(name) works; it was only accepted.")
    }
    guard service.rtoJudgement == .unknown else { return nil }
    if service.countedEnd == nil, summary.refusal(of: service) != nil { return nil }
    if service.countedEnd == nil { return say("\(name) was back, but nobody accepted it.") }
    return say("How long \(name) was gone is not known: nobody said when that began.")
  }
}
