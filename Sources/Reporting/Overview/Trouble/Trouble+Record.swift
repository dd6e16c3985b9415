internal import RunCore
internal import RunbookModel

/// What disturbed the run or its record from outside.
extension Trouble {
  /// Only what somebody would have noticed.
  private static let least = Duration.seconds(10)

  var irregularities: [String] {
    var (slept, away, stood, jumped) = (Duration.zero, Duration.zero, Duration.zero, Duration.zero)
    var restarts = 0
    for irregularity in summary.irregularities {
      switch irregularity.kind {
      case .machineSlept(let time): slept += time.wrappedValue
      case .gapBetweenSessions(let time):
        away += waited(until: irregularity.at.elapsed, for: time.wrappedValue) ? .zero : time.wrappedValue
      case .stoodStill(let time): stood += time.wrappedValue
      case .wallClockJumped(let time): jumped = max(jumped, time.wrappedValue.magnitude)
      case .machineRebooted: restarts += 1
      case .endSeenLate, .pointCorrected, .bookkeepingLost: break
      }
    }
    var result: [String] = []
    if restarts > 0 { result.append(say("The computer that led the recovery was restarted while it was under way.")) }
    if away >= Self.least {
      result.append(say("For \(say.spoken(away)) nothing led the recovery; then it was taken up again."))
    }
    if slept >= Self.least { result.append(say("The computer that led the recovery slept for \(say.spoken(slept)).")) }
    if stood >= Self.least { result.append(say("What led the recovery stood still for \(say.spoken(stood)).")) }
    if jumped >= Self.least {
      result.append(
        say("The computer's clock was set by \(say.spoken(jumped)) during the run; the times don't suffer."))
    }
    return result
  }

  /// Whether a person was asked all the while: a run without a terminal lets go of itself until it is answered.
  private func waited(until end: Duration, for time: Duration) -> Bool {
    summary.waits.contains { wait in
      let start = wait.opened.elapsed
      return start <= end - time + Self.grace && start + wait.waited >= end - Self.grace
    }
  }

  /// So much lies between a question and letting go of the run, or between taking it up and the answer.
  private static let grace = Duration.seconds(2)

  var undelivered: [String] {
    var names: [String] = []
    for update in summary.updates.map(\.update) where update.problem != nil {
      let name = CellText.line(update.channel.text, most: 60)
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? [] : [say("Messages did not get through to: \(names.prefix(5).joined(separator: ", ")).")]
  }
}
