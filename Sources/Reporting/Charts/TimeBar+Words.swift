internal import RunCore
internal import RunbookModel

extension TimeBar {
  func name(_ part: TimeStretch.Part) -> String {
    switch part {
    case .detect: look.say("detect")
    case .decide: look.say("decide")
    case .mobilise: look.say("mobilise")
    case .start: look.say("start")
    case .execute: look.say("execute")
    case .accept: look.say("accept")
    case .backlog: look.say("backlog")
    case .after: look.say("after")
    }
  }

  func name(_ stretch: TimeStretch) -> String { stretch.parts.map(name).joined(separator: " + ") }

  /// Such as `detect: 2m 40s`.
  func words(_ stretch: TimeStretch) -> String {
    let name = name(stretch)
    guard let length = stretch.length.map({ $0 == .zero ? look.say.target($0) : look.say.short($0) }) else {
      return look.say("\(name): nobody said")
    }
    if stretch.parts == [.after] { return look.say("after that, to the run's end: \(length)") }
    switch stretch.certainty {
    case .measured: return "\(name): \(length)"
    case .assumed: return look.say("\(name), assumed: \(length)")
    case .unknown: return look.say("\(name), not told apart: \(length)")
    case .open: return look.say("\(name): \(length) so far")
    case .unreached: return look.say("\(name): \(length), not brought to its end")
    }
  }

  /// The clocks that a part lies between, such as `T0–T1`; the auditor's code, which stands small behind the words.
  func code(_ stretch: TimeStretch) -> String {
    guard let from = stretch.parts.first?.clocks.from, let to = stretch.parts.last?.clocks.to, !from.isEmpty else {
      return ""
    }
    return [.open, .unreached].contains(stretch.certainty) ? "\(from)–" : "\(from)–\(to)"
  }

  /// A clock at the edge of a part, in a word or two.
  func name(ofClock code: String) -> String {
    switch code {
    case "T0": look.say("disruption")
    case "T1": look.say("detected")
    case "T2": look.say("declared")
    case "T3": look.say("run started")
    case "T4": look.say("first step")
    case "T6": look.say("verified")
    case "T7": look.say("acceptance")
    case "T8": look.say("backlog cleared")
    default: ""
    }
  }

  /// Such as `target of web, shop · 30m`.
  func label(_ goal: TimeBarScale.Goal) -> String {
    let time = look.say.target(goal.rto)
    guard Set(summary.services.map(\.target)).count > 1 else { return look.say("target \(time)") }
    return look.say("target of \(names(goal.services.map(\.text), most: 2)) · \(time)")
  }

  /// How a service fared against its target.
  func result(of service: ServiceSummary) -> String {
    let target = look.say.target(service.target.rto)
    guard let time = service.countedRTA else {
      return service.countedEnd == nil
        ? openResult(of: service, target) : look.say("back, nobody said since when; target \(target)")
    }
    let took = look.say.short(time)
    switch service.rtoJudgement {
    case .missed: return look.say("\(took), \(look.say.short(time - service.target.rto)) over its target of \(target)")
    case .met: return look.say("\(took), target \(target) met")
    case .unknown where service.verified == nil: return look.say("\(took), not verified, target \(target)")
    case .unknown, .none: return look.say("\(took), target \(target)")
    }
  }

  /// Of a service that has not come to the end that its target counts.
  private func openResult(of service: ServiceSummary, _ target: String) -> String {
    if let over = summary.overTarget(service), over > .zero {
      let over = look.say.short(over)
      return service.verified == nil
        ? look.say("not back yet, already \(over) over its target of \(target)")
        : look.say("verified, not accepted yet, already \(over) over its target of \(target)")
    }
    switch (service.verified == nil, summary.verdict == nil) {
    case (true, true): return look.say("not back yet, target \(target)")
    case (true, false): return look.say("not verified, target \(target)")
    case (false, true): return look.say("verified, not accepted yet, target \(target)")
    case (false, false):
      return summary.refusal(of: service) == nil
        ? look.say("verified, not accepted, target \(target)")
        : look.say("verified, but its acceptance was refused; target \(target)")
    }
  }

  func names(_ names: [String], most: Int) -> String {
    let shown = names.prefix(most).map { CellText.line($0, most: 24) }.joined(separator: ", ")
    return names.count > most ? look.say("\(shown) and \(names.count - most) more") : shown
  }

  /// Waits for people while the run was on.
  var waits: [Range<Duration>] { summary.questionTimes }

  var waited: Duration { waits.total }

  /// When at least one service was beyond its target.
  var missed: [Range<Duration>] {
    summary.services.compactMap { service in
      guard service.rtoJudgement != .met, let goal = TimeBarScale.goal(of: service, in: summary) else { return nil }
      let end = service.countedEnd?.elapsed ?? stretches.now
      return end > goal ? goal..<end : nil
    }.merged
  }

  var overhead: [Range<Duration>] { summary.drillOnlyTimes }
}
