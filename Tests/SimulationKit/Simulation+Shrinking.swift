/// Makes a failure small: steps and faults are taken away, one by one, as long as the same rule stays broken.
extension Simulation {
  /// The smallest options found that break the same rule, with the story of their run.
  package static func shrunk(_ options: SimulationOptions) -> SimulationResult {
    var smallest = run(options)
    while let smaller = shrunkOnce(smallest) { smallest = smaller }
    var told = smallest.options
    told.recordsHistory = true
    return run(told)
  }

  /// One round over everything that can go; nil when nothing could.
  private static func shrunkOnce(_ result: SimulationResult) -> SimulationResult? {
    var smallest = result
    var isSmaller = false
    func take(_ options: SimulationOptions) {
      let shorter = run(options)
      guard shorter.violation?.invariant == result.violation?.invariant else { return }
      smallest = shorter
      isSmaller = true
    }
    for fault in Fault.allCases where smallest.options.faults.contains(fault) {
      var fewer = smallest.options
      fewer.faults.remove(fault)
      take(fewer)
    }
    for number in 1..<(smallest.faults + 1) where !smallest.options.leftOutFaults.contains(number) {
      var fewer = smallest.options
      fewer.leftOutFaults.insert(number)
      take(fewer)
    }
    let steps = smallest.steps + smallest.options.leftOutSteps.count
    for step in (0..<steps).reversed() where !smallest.options.leftOutSteps.contains(step) && smallest.steps > 1 {
      var fewer = smallest.options
      fewer.leftOutSteps.insert(step)
      take(fewer)
    }
    return isSmaller ? smallest : nil
  }
}
