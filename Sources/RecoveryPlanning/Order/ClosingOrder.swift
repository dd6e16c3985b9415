internal import RunbookModel

/// What comes last in the whole run: breaks, one at a time, once everything else is over; then what is put away.
///
/// In a set nothing is put away before every member is over, because one may still lean on what another rebuilt.
enum ClosingOrder {
  static func add(to graph: inout WaitingGraph, _ table: StepTable) {
    let provers = table.ranges.filter { range in range.contains { table.isProving($0) } }
    guard table.ranges.count > 1 || !provers.isEmpty else { return }
    var before = table.ranges.flatMap { ends(of: $0, graph, table) }
    for range in provers {
      guard let first = range.first(where: { table.isProving($0) }) else { continue }
      for end in before { graph.add(first, waitsFor: end, .above) }
      before = lastOfBreaks(in: range, graph, table)
    }
    for range in table.ranges {
      for step in range where table.phases[step] == .cleanup && !graph.hasNeedInPhase[step] {
        for end in before { graph.add(step, waitsFor: end, .gate) }
      }
    }
  }

  /// When they are over, everything of the runbook is but its breaks and its cleanup.
  private static func ends(of range: Range<Int>, _ graph: WaitingGraph, _ table: StepTable) -> [Int] {
    let work = range.filter { table.phases[$0] < .cleanup && !table.isProving($0) }
    var hasFollower = Array(repeating: false, count: range.count)
    for step in work {
      for needed in graph.needs[step] where range.contains(needed) { hasFollower[needed - range.lowerBound] = true }
    }
    return work.filter { !hasFollower[$0 - range.lowerBound] }
  }

  private static func lastOfBreaks(in range: Range<Int>, _ graph: WaitingGraph, _ table: StepTable) -> [Int] {
    let proving = range.filter { table.isProving($0) }
    var hasFollower = Array(repeating: false, count: range.count)
    for step in proving {
      for needed in graph.needs[step] where range.contains(needed) { hasFollower[needed - range.lowerBound] = true }
    }
    return proving.filter { !hasFollower[$0 - range.lowerBound] }
  }
}

extension StepTable {
  fileprivate func isProving(_ step: Int) -> Bool { proofs[step]?.damage != nil }
}
