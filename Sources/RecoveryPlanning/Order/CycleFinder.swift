/// Finds the circles in which steps wait for each other.
struct CycleFinder {
  private let needs: [[Int]]
  private var indices: [Int]
  private var low: [Int]
  private var isOnPath: [Bool]
  private var path: [Int] = []
  private var components: [[Int]] = []
  private var next = 0

  /// For every group of steps that can't be untangled, its shortest circle through its first step.
  static func cycles(in needs: [[Int]]) -> [[Int]] {
    var finder = CycleFinder(needs)
    for number in needs.indices where finder.indices[number] < 0 { finder.walk(from: number) }
    return finder.components.filter { $0.count > 1 }.map { finder.shortestCycle(in: Set($0)) }.sorted {
      $0[0] < $1[0]
    }
  }

  private init(_ needs: [[Int]]) {
    self.needs = needs
    indices = Array(repeating: -1, count: needs.count)
    low = indices
    isOnPath = Array(repeating: false, count: needs.count)
  }

  private mutating func enter(_ number: Int) {
    indices[number] = next
    low[number] = next
    next += 1
    path.append(number)
    isOnPath[number] = true
  }

  /// Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972), without recursion.
  private mutating func walk(from start: Int) {
    var stack = [(number: start, next: 0)]
    enter(start)
    while let (number, edge) = stack.last {
      if edge < needs[number].count {
        stack[stack.count - 1].next += 1
        let needed = needs[number][edge]
        if indices[needed] < 0 {
          enter(needed)
          stack.append((needed, 0))
        } else if isOnPath[needed] {
          low[number] = min(low[number], indices[needed])
        }
      } else {
        stack.removeLast()
        if let parent = stack.last?.number { low[parent] = min(low[parent], low[number]) }
        if low[number] == indices[number] { closeComponent(of: number) }
      }
    }
  }

  private mutating func closeComponent(of number: Int) {
    guard let start = path.lastIndex(of: number) else { return }
    components.append(Array(path[start...]))
    for member in path[start...] { isOnPath[member] = false }
    path.removeSubrange(start...)
  }

  private func shortestCycle(in component: Set<Int>) -> [Int] {
    guard let start = component.min() else { return [] }
    var previous: [Int: Int] = [:]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let number = queue[head]
      head += 1
      for needed in needs[number] where component.contains(needed) {
        if needed == start {
          var cycle = [number]
          while let last = cycle.last, last != start, let before = previous[last] { cycle.append(before) }
          return cycle.reversed()
        }
        if previous[needed] == nil {
          previous[needed] = number
          queue.append(needed)
        }
      }
    }
    return [start]
  }
}
