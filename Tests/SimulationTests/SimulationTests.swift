internal import SimulationKit
internal import Testing

struct SimulationTests {
  @Test func `random runs in a world full of faults keep every rule`() async {
    await requireNoFailure(among: SeedRange.share(1)) { seed in Self.failure(of: SimulationOptions(seed: seed)) }
  }

  @Test func `a crash at every append and every effect breaks no rule`() async {
    let faults = Set(Fault.allCases).subtracting([.crashes])
    await requireNoFailure(among: SeedRange.share(200)) { seed in
      let whole = Simulation.run(SimulationOptions(seed: seed, faults: faults))
      return CrashPoint.all(in: whole).lazy.compactMap { point in
        Self.failure(of: SimulationOptions(seed: seed, faults: faults, crash: point))
      }.first
    }
  }

  @Test func `steps end the same way wherever the run crashes`() async {
    let faults: Set<Fault> = [.failures, .lateReports, .doubleReports, .wallJumps, .sleeps, .lateClaims]
    await requireNoFailure(among: SeedRange.share(1_000)) { seed in
      let whole = Simulation.run(SimulationOptions(seed: seed, faults: faults, isDeterministic: true))
      return CrashPoint.all(in: whole).lazy.compactMap { point in
        let options = SimulationOptions(seed: seed, faults: faults, crash: point, isDeterministic: true)
        let crashed = Simulation.run(options)
        if crashed.violation != nil { return options }
        guard crashed.outcomes != whole.outcomes else { return nil }
        Issue.record("seed \(seed), crash at \(point): \(crashed.outcomes), not \(whole.outcomes)")
        return nil
      }.first
    }
  }

  @Test(arguments: Regression.all)
  func `what once broke a rule breaks none any more`(regression: Regression) {
    guard let options = Self.failure(of: regression.options) else { return }
    Issue.record("\(Simulation.shrunk(options))")
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

  private static func failure(of options: SimulationOptions) -> SimulationOptions? {
    Simulation.run(options).violation == nil ? nil : options
  }

  private func requireNoFailure(
    among seeds: Range<UInt64>, _ failure: @escaping @Sendable (UInt64) -> SimulationOptions?
  ) async {
    guard let options = await SeedSearch.firstFailure(among: seeds, failure) else { return }
    Issue.record("seeds from \(seeds.lowerBound); the first failure, made smaller:\n\(Simulation.shrunk(options))")
  }
}

extension CrashPoint {
  /// Every entry and every effect of a run that went through without a crash.
  fileprivate static func all(in run: SimulationResult) -> [CrashPoint] {
    (1...max(1, run.appends)).flatMap { [.append($0), .afterAppend($0)] }
      + (1...max(1, run.effects)).map { .effect($0) }
  }
}
