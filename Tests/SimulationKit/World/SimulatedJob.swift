internal import RunCore
internal import RunbookModel

/// A job and its folder, which outlives halfhour but not, on this machine, a reboot.
struct SimulatedJob {
  let attempt: AttemptID
  let index: Int
  let destination: String?
  let claimed: Duration
  let claimedStamp: Stamp
  var endsAt: Duration
  var ending: AttemptReport
  /// Set once it is over.
  var ended: Duration?
  /// Its executor lost sight of it and said so.
  var isAbandoned = false

  var isRunning: Bool { ended == nil }
}

/// How a job would go if nobody interfered; the same for the same attempt in every run of a seed.
struct Fate {
  var duration: Duration
  var report: AttemptReport
  /// The connection fails before the job is claimed.
  var neverStarts = false
  /// The executor loses sight of a job that goes on.
  var isLostSightOf = false

  init(of attempt: AttemptID, step: Step, seed: UInt64, faults: Set<Fault>, isDeterministic: Bool) {
    let name = isDeterministic ? "\(attempt.step) \(attempt.purpose)" : "\(attempt)"
    var chance = Chance(seed: seed, for: name)
    duration = chance.once(in: 6) ? chance.seconds(1...90) : chance.milliseconds(1...4_000)
    let result: AttemptResult
    let dice = chance.int(1...20)
    switch attempt.purpose {
    case .skipIf: result = dice <= 6 ? .succeeded : dice <= 17 || !faults.contains(.failures) ? .notDone : .failed
    case .reset, .work: result = dice <= 4 && faults.contains(.failures) ? .failed : .succeeded
    }
    report = AttemptReport(
      result, exit: result == .succeeded ? 0 : 1, message: result == .failed ? "it broke" : nil, logBytes: dice)
    if result == .succeeded && attempt.purpose != .reset {
      for output in step.outputs { report.outputs[output] = "value \(dice)\n\"quoted\"" }
    }
    if isDeterministic { return }
    if let timeout = step.timeout, duration > timeout {
      duration = timeout
      report = AttemptReport(.timedOut, message: "timed out")
    }
    if faults.contains(.unknowns), chance.once(in: 12) {
      report = AttemptReport(.unknown, message: "its folder is gone")
    }
    neverStarts = faults.contains(.connections) && chance.once(in: 15)
    isLostSightOf = faults.contains(.unknowns) && chance.once(in: 25)
    // As one is found that a session without a journal had ended.
    if faults.contains(.unknowns), chance.once(in: 30) { report = AttemptReport(.cancelled, signal: 15) }
  }
}
