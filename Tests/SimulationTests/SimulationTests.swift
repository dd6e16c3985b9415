internal import SimulationKit
internal import Testing

struct SimulationTests {
  @Test(arguments: SeedRange.slices(share: 1))
  func `random runs in a world full of faults keep every rule`(seeds: Range<UInt64>) {
    for seed in seeds where !keepsEveryRule(SimulationOptions(seed: seed)) { return }
  }

  @Test(arguments: SeedRange.slices(share: 50))
  func `a crash at every append and every effect breaks no rule`(seeds: Range<UInt64>) {
    let faults = Set(Fault.allCases).subtracting([.crashes])
    for seed in seeds {
      let whole = Simulation.run(SimulationOptions(seed: seed, faults: faults))
      for point in CrashPoint.all(in: whole) {
        guard keepsEveryRule(SimulationOptions(seed: seed, faults: faults, crash: point)) else { return }
      }
    }
  }

  @Test(arguments: SeedRange.slices(share: 100))
  func `steps end the same way wherever the run crashes`(seeds: Range<UInt64>) {
    let faults: Set<Fault> = [.failures, .lateReports, .doubleReports, .wallJumps, .sleeps]
    for seed in seeds {
      let whole = Simulation.run(SimulationOptions(seed: seed, faults: faults, isDeterministic: true))
      for point in CrashPoint.all(in: whole) {
        let options = SimulationOptions(seed: seed, faults: faults, crash: point, isDeterministic: true)
        let crashed = Simulation.run(options)
        guard keepsEveryRule(crashed) else { return }
        #expect(crashed.outcomes == whole.outcomes, "seed \(seed), crash at \(point)")
      }
    }
  }

  @Test(arguments: Regression.all)
  func `what once broke a rule breaks none any more`(regression: Regression) {
    _ = keepsEveryRule(regression.options)
  }

  @Test func `the same options give the same run`() {
    let options = SimulationOptions(seed: 7, recordsHistory: true)
    #expect(Simulation.run(options).history == Simulation.run(options).history)
  }

  @Test func `the simulated runs end in every way that there is`() {
    var ends: Set<SimulationResult.End> = []
    for seed in UInt64(1)...300 { ends.insert(Simulation.run(SimulationOptions(seed: seed)).end) }
    #expect(ends.count == 6, "\(ends)")
  }

  private func keepsEveryRule(_ options: SimulationOptions) -> Bool { keepsEveryRule(Simulation.run(options)) }

  private func keepsEveryRule(_ result: SimulationResult) -> Bool {
    guard result.violation != nil else { return true }
    Issue.record("\(Simulation.shrunk(result.options))")
    return false
  }
}

extension CrashPoint {
  /// Every entry and every effect of a run that went through without a crash.
  fileprivate static func all(in run: SimulationResult) -> [CrashPoint] {
    (1...max(1, run.appends)).flatMap { [.append($0), .afterAppend($0)] }
      + (1...max(1, run.effects)).map { .effect($0) }
  }
}
