extension Simulation {
  /// Takes away faults and steps as long as the same rule is broken, and tells the rest of the story.
  package static func shrunk(_ options: SimulationOptions) -> SimulationResult {
    var smallest = options
    let invariant = run(options).violation?.invariant
    func isStillBroken(_ options: SimulationOptions) -> Bool { run(options).violation?.invariant == invariant }
    for steps in 1..<options.mostSteps {
      var fewer = smallest
      fewer.mostSteps = steps
      if isStillBroken(fewer) {
        smallest = fewer
        break
      }
    }
    for fault in Fault.allCases where smallest.faults.contains(fault) {
      var fewer = smallest
      fewer.faults.remove(fault)
      if isStillBroken(fewer) { smallest = fewer }
    }
    smallest.recordsHistory = true
    return run(smallest)
  }
}
