internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What happens in the simulated world.
enum WorldEvent {
  /// Something reaches the intake of a session.
  case deliver(RunEvent, session: Int)
  case writeEnds(session: Int)
  case alarm(session: Int, number: Int)
  case spawn(AttemptID, session: Int)
  case claimLate(AttemptRequest, boot: Int)
  case jobEnds(AttemptID)
  /// The executor gives its report.
  case report(AttemptID, session: Int, isRecovery: Bool)
  case loseSight(AttemptID, session: Int)
  case person(PromptAnswer)
  case operatorStops(StopRequest)
  case clockStamped(ClockStamp)
  case wallJumps(Duration)
  case machineSleeps(Duration)
  case clockStandsStill(Duration)
  case wallClockStops(Duration)
  case journalRefuses(Duration)
  case reboot
  case hostReboots(Int)
  case adHoc(AdHocCommand, HostName?)
  case commandEnds(AttemptID)
  case crash(session: Int?)
  case resume

  /// A sleep of this machine holds it up.
  func isHeldUp(isLocal: (AttemptID) -> Bool) -> Bool {
    switch self {
    case .deliver, .writeEnds, .spawn, .report, .loseSight: true
    case .jobEnds(let attempt): isLocal(attempt)
    case .claimLate(let request, _): request.destination == nil
    case .alarm, .person, .operatorStops, .clockStamped, .wallJumps, .machineSleeps, .clockStandsStill, .wallClockStops,
      .journalRefuses, .reboot, .hostReboots, .adHoc, .commandEnds, .crash, .resume:
      false
    }
  }
}
