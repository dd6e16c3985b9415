/// Where two sequences differ: the fewest changes (Myers 1986), as long as finding them takes no more than its bound.
package enum SequenceDifference {
  /// A stretch that went, and what stands in its place; one of both may be empty.
  package struct Change: Hashable, Sendable {
    package var old: Range<Int>
    package var new: Range<Int>

    package init(old: Range<Int>, new: Range<Int>) {
      self.old = old
      self.new = new
    }
  }

  /// The most changes that are looked for one by one.
  static let distanceLimit = 400
  /// The most comparisons.
  static let workLimit = 1_000_000

  /// In their order; beyond the bounds, all between what is equal at the begin and at the end is one change.
  package static func changes(_ old: [Int], _ new: [Int]) -> [Change] {
    let shorter = min(old.count, new.count)
    let head = (0..<shorter).first { old[$0] != new[$0] } ?? shorter
    let tail =
      (0..<shorter - head).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? shorter - head
    let change = Change(old: head..<old.count - tail, new: head..<new.count - tail)
    guard !change.old.isEmpty || !change.new.isEmpty else { return [] }
    guard !change.old.isEmpty, !change.new.isEmpty else { return [change] }
    var search = Search(Array(old[change.old]), Array(new[change.new]))
    guard let changes = search.run() else { return [change] }
    return changes.map { inner in
      Change(
        old: inner.old.lowerBound + head..<inner.old.upperBound + head,
        new: inner.new.lowerBound + head..<inner.new.upperBound + head)
    }
  }

  /// Each different element as a number of its own, the same in both sequences.
  package static func numbered<Element: Hashable>(_ old: [Element], _ new: [Element]) -> (old: [Int], new: [Int]) {
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let number = numbers[element] { return number }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    return (old.map(number), new.map(number))
  }
}

extension SequenceDifference {
  /// One search for the shortest way from one sequence to the other.
  private struct Search {
    private let old: [Int]
    private let new: [Int]
    /// For each number of changes, how far every diagonal was reached before; diagonal 0 stands in the middle.
    private var trace: [[Int]] = []
    private var work = 0

    init(_ old: [Int], _ new: [Int]) {
      self.old = old
      self.new = new
    }

    /// Nil when a bound was reached.
    mutating func run() -> [Change]? {
      var reach = [0]
      for distance in 0...min(old.count + new.count, distanceLimit) {
        // One more diagonal on each side than the last round had, and a border around them.
        var next = Array(repeating: -1, count: 2 * distance + 1)
        for diagonal in stride(from: -distance, through: distance, by: 2) {
          var x = distance == 0 ? 0 : start(diagonal, distance, reach)
          var y = x - diagonal
          while x >= 0, y >= 0, x < old.count, y < new.count, old[x] == new[y] {
            x += 1
            y += 1
            work += 1
          }
          work += 1
          guard work <= workLimit else { return nil }
          next[diagonal + distance] = x
          if x >= old.count, y >= new.count {
            trace.append(next)
            return way()
          }
        }
        trace.append(next)
        reach = next
      }
      return nil
    }

    /// Where a diagonal begins in a round: one step down or to the right from what the last round reached.
    private func start(_ diagonal: Int, _ distance: Int, _ reach: [Int]) -> Int {
      isDown(diagonal, distance, reach)
        ? reach[diagonal + 1 + distance - 1] : reach[diagonal - 1 + distance - 1] + 1
    }

    private func isDown(_ diagonal: Int, _ distance: Int, _ reach: [Int]) -> Bool {
      if diagonal == -distance { return true }
      if diagonal == distance { return false }
      return reach[diagonal - 1 + distance - 1] < reach[diagonal + 1 + distance - 1]
    }

    /// Walks back from the end, and gathers the single steps into changes.
    private func way() -> [Change] {
      var changes: [Change] = []
      var (x, y) = (old.count, new.count)
      for distance in stride(from: trace.count - 1, to: 0, by: -1) {
        let reach = trace[distance - 1]
        let diagonal = x - y
        let down = isDown(diagonal, distance, reach)
        let before = diagonal + (down ? 1 : -1)
        let fromX = reach[before + distance - 1]
        let fromY = fromX - before
        let step = Change(old: fromX..<fromX + (down ? 0 : 1), new: fromY..<fromY + (down ? 1 : 0))
        if let last = changes.last, last.old.lowerBound == step.old.upperBound,
          last.new.lowerBound == step.new.upperBound
        {
          changes[changes.count - 1] = Change(
            old: step.old.lowerBound..<last.old.upperBound, new: step.new.lowerBound..<last.new.upperBound)
        } else {
          changes.append(step)
        }
        (x, y) = (fromX, fromY)
      }
      return changes.reversed()
    }
  }
}
