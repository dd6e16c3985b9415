internal import ArgumentParser
internal import RunCore
internal import RunbookModel

/// When an incident began, was noticed and declared, as far as somebody says so at its start.
struct ClockOptions: ParsableArguments {
  @Option(help: ArgumentHelp("When the service went down: \(ClockTime.forms).", valueName: "time"))
  var disruptedAt: String?

  @Option(help: ArgumentHelp("When somebody noticed.", valueName: "time"))
  var detectedAt: String?

  @Option(help: ArgumentHelp("When somebody decided to recover.", valueName: "time"))
  var declaredAt: String?

  @Option(help: ArgumentHelp("Who decided it.", valueName: "who"))
  var declaredBy: String?

  /// In the order in which the clocks stand; refuses what can't be.
  func stamps(by person: Operator, clock: ClockTime) throws(CommandFailure) -> [ClockStamp] {
    guard declaredBy == nil || declaredAt != nil else {
      throw CommandFailure("--declared-by needs --declared-at: when, or `now`, or `unknown`")
    }
    var stamps: [ClockStamp] = []
    for (name, text) in [(RunClock.disruption, disruptedAt), (.detected, detectedAt), (.declared, declaredAt)] {
      guard let text else { continue }
      let source = name == .declared ? declaredBy : nil
      stamps.append(ClockStamp(clock: name, time: try clock.read(text), by: person, source: source))
    }
    func time(_ name: RunClock) -> WallTime? { stamps.first { $0.clock == name }?.time }
    try ClockWords.refuseDisorder(
      disruption: time(.disruption), detected: time(.detected), declared: time(.declared), now: clock.now)
    return stamps
  }
}
