/// When steps go on by themselves, in the run's own time; a step that is no longer due then is passed over.
struct DueTimes: Sendable {
  private struct Item: Comparable, Sendable {
    var time: Duration
    var index: Int

    static func < (left: Item, right: Item) -> Bool { (left.time, left.index) < (right.time, right.index) }
  }

  private var items = Heap<Item>()

  mutating func insert(_ index: Int, at time: Duration) { items.insert(Item(time: time, index: index)) }

  /// The next step that is still due when it was said to be, and its time.
  mutating func next(isCurrent: (Int, Duration) -> Bool) -> (index: Int, time: Duration)? {
    while let first = items.first {
      if isCurrent(first.index, first.time) { return (first.index, first.time) }
      items.removeFirst()
    }
    return nil
  }

  mutating func removeFirst() { items.removeFirst() }
}
