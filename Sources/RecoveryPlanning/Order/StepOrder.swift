/// An order of numbers in which everything stands behind what it needs.
enum StepOrder {
  /// Nil when there is a cycle; keeps the given order as far as it can, each after its needs.
  ///
  /// `before` names what should come first although nothing makes it so; it is dropped as a whole where it would
  /// contradict a need.
  static func order(_ needs: [[Int]], before: (Int) -> Int? = { _ in nil }) -> [Int]? {
    if needs.indices.allSatisfy({ number in needs[number].allSatisfy { $0 < number } }) { return Array(needs.indices) }
    return walk(needs, before: before) ?? walk(needs, before: { _ in nil })
  }

  private enum Mark { case new, open, done }

  /// Depth first, without recursion, as a chain may be as long as the file.
  private static func walk(_ needs: [[Int]], before: (Int) -> Int?) -> [Int]? {
    var marks = Array(repeating: Mark.new, count: needs.count)
    var order: [Int] = []
    order.reserveCapacity(needs.count)
    var stack: [(number: Int, next: Int)] = []
    for start in needs.indices where marks[start] == .new {
      marks[start] = .open
      stack.append((start, -1))
      while let (number, next) = stack.last {
        guard next < needs[number].count else {
          marks[number] = .done
          order.append(number)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        guard let needed = next < 0 ? before(number) : needs[number][next] else { continue }
        switch marks[needed] {
        case .done: break
        case .open: return nil
        case .new:
          marks[needed] = .open
          stack.append((needed, -1))
        }
      }
    }
    return order
  }
}
