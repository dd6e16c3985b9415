internal import RunCore
internal import RunbookModel

extension Irregularity {
  /// What was not as a clock or a record should be, with its time as the look writes it.
  func words(_ look: ReportLook = .standard) -> String {
    let say = look.say
    let time = look.time(at.wall)
    return switch kind {
    case .wallClockJumped(let jump):
      say("\(time): the wall clock jumped by \(say.short(jump.wrappedValue)); durations are not affected.")
    case .gapBetweenSessions(let gap):
      say("\(time): the run was taken up again after \(say.short(gap.wrappedValue)).")
    case .machineSlept(let sleep):
      say("\(time): the machine slept for \(say.short(sleep.wrappedValue)); the time counts.")
    case .stoodStill(let lasted):
      say(
        "\(time): halfhour itself stood still for \(say.short(lasted.wrappedValue)); jobs went on, and the time counts."
      )
    case .machineRebooted: say("\(time): the machine had been restarted.")
    case .endSeenLate(let step): say("\(time): the end of \(step) was seen late; its own clock gives its time.")
    case .pointCorrected(let step, let host, let offset):
      correction(time, step, host, offset.wrappedValue, say: say)
    case .bookkeepingLost(let reason): say("\(time): the record could not be written: \(reason)")
    }
  }

  private func correction(
    _ time: String, _ step: StepID, _ host: HostName, _ offset: Duration, say: Phrasebook
  ) -> String {
    let off = say.short(offset.magnitude)
    return offset < .zero
      ? say(
        "\(time): the time of the data that \(step) restored comes from \(host), whose clock is \(off) behind this machine's; it counts \(off) later."
      )
      : say(
        "\(time): the time of the data that \(step) restored comes from \(host), whose clock is \(off) ahead of this machine's; it counts \(off) earlier."
      )
  }
}
