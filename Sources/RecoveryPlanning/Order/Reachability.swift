/// Answers whether a step waits for another, directly or not, in a graph without cycles.
struct Reachability {
  private let needs: [[Int]]
  private let order: [Int]
  private let position: [Int]

  init(needs: [[Int]], order: [Int]) {
    self.needs = needs
    self.order = order
    var position = Array(repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { position[number] = place }
    self.position = position
  }

  /// Those of the candidates that wait for the step.
  func waiters(for step: Int, among candidates: [Int]) -> Set<Int> {
    let direct = candidates.filter { needs[$0].contains(step) }
    guard direct.count < candidates.count, let last = candidates.map({ position[$0] }).max() else { return Set(direct) }
    guard last > position[step] else { return [] }
    var waits = Array(repeating: false, count: last - position[step] + 1)
    waits[0] = true
    for place in position[step] + 1...last {
      waits[place - position[step]] = needs[order[place]].contains { needed in
        position[needed] >= position[step] && waits[position[needed] - position[step]]
      }
    }
    return Set(candidates.filter { position[$0] > position[step] && waits[position[$0] - position[step]] })
  }
}
