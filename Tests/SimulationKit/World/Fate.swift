internal import RunCore
internal import RunbookModel

/// How a job would go if nobody interfered; the same for the same attempt in every run of a seed.
struct Fate {
  var duration: Duration
  var report: AttemptReport
  /// From the effect to the claim.
  var spawnDelay: Duration
  /// From the end to the report.
  var reportDelay: Duration
  /// From a cancel to the end.
  var grace: Duration
  /// When the report comes once more, after the first.
  var echo: Duration?
  /// The connection fails before the job is claimed.
  var neverStarts = false
  /// When the executor loses sight of a job that goes on; at once where the answer to the claim is lost.
  var lostAfter: Duration?
  var isCancelLost = false
  /// How inexactly the clock of its host is known.
  var clockError: Duration
  /// halfhour's death doesn't keep the job from being claimed, so much later.
  var claimsLate: Duration?

  init(of attempt: AttemptID, step: Step, seed: UInt64, faults: Set<Fault>, isDeterministic: Bool) {
    let name = isDeterministic ? "\(attempt.step) \(attempt.purpose)" : "\(attempt)"
    var chance = Chance(seed: seed, for: name)
    func strikes(_ fault: Fault, _ times: Int) -> Bool { chance.once(in: times) && faults.contains(fault) }
    duration = chance.once(in: 6) ? chance.seconds(1...90) : chance.milliseconds(1...4_000)
    var inexactness = Chance(seed: seed, for: "clock of \(name)")
    clockError = inexactness.milliseconds(-40...40)
    let result: AttemptResult
    let dice = chance.int(1...20)
    switch attempt.purpose {
    case .skipIf: result = dice <= 6 ? .succeeded : dice <= 17 || !faults.contains(.failures) ? .notDone : .failed
    case .reset, .work, .adHoc: result = dice <= 4 && faults.contains(.failures) ? .failed : .succeeded
    }
    report = AttemptReport(
      result, exit: result == .succeeded ? 0 : 1, message: result == .failed ? "it broke" : nil, logBytes: dice)
    if result == .succeeded && attempt.purpose != .reset {
      for output in step.outputs where !RandomHosts.words.contains(output) {
        report.outputs[output] = "value \(dice)\n\"quoted\""
      }
    }
    if step.isCheck, attempt.purpose == .work {
      report.finding = result == .succeeded ? .held : dice % 4 == 0 ? .inconclusive : .failed
      if step.id.text.hasPrefix("seen-red-"), dice > 5 {
        report = AttemptReport(.failed, exit: 1, message: "no data", logBytes: dice)
        report.finding = .failed
      }
    }
    spawnDelay = chance.milliseconds(0...15)
    grace = chance.milliseconds(1...3_000)
    let (late, soon) = (chance.milliseconds(0...30_000), chance.milliseconds(1...20))
    reportDelay = strikes(.lateReports, 15) ? late : soon
    let echo = chance.seconds(0...20)
    self.echo = strikes(.doubleReports, 12) ? echo : nil
    if step.provides != nil, attempt.purpose != .reset { provide(seed: seed, name, faults) }
    isCancelLost = strikes(.lostCancels, 4)
    if isDeterministic { return }
    if let timeout = step.timeout, duration > timeout {
      duration = timeout
      report = AttemptReport(.timedOut, message: "timed out")
    }
    let (sight, claim) = (chance.milliseconds(1...2_000), chance.milliseconds(0...10_000))
    if strikes(.unknowns, 12) { report = AttemptReport(.unknown, message: "its folder is gone") }
    neverStarts = strikes(.connections, 15)
    lostAfter = strikes(.unknowns, 25) ? sight : nil
    if strikes(.lostClaims, 25) { lostAfter = .zero }
    claimsLate = strikes(.lateClaims, 2) ? claim : nil
    // As one is found that a session without a journal had ended.
    if strikes(.unknowns, 30) { report = AttemptReport(.cancelled, signal: 15) }
  }

  /// That of a command which somebody asked for.
  init(of command: AttemptID, seed: UInt64, faults: Set<Fault>) {
    let step = Step(
      id: command.step.step, location: SourceLocation(file: "r.yaml", line: 1, column: 1), phase: .triage,
      kind: .wait(WaitTime(.zero)))
    self.init(of: command, step: step, seed: seed, faults: faults, isDeterministic: false)
  }

  /// The address that a step gives, and the key that its host shows there.
  private mutating func provide(seed: UInt64, _ name: String, _ faults: Set<Fault>) {
    guard report.result == .succeeded else { return }
    var chance = Chance(seed: seed, for: "address of \(name)")
    let (good, bad) = (
      "root@10.9.0.\(chance.int(1...2))", chance.pick(["", "a b", "-oProxyCommand=x", RandomHosts.live])
    )
    let address = chance.once(in: 5) && faults.contains(.badAddresses) ? bad : good
    report.outputs["address"] = address
    report.outputs["key"] = SimulatedHost.key(of: address)
  }
}
