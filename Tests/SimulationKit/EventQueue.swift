/// Things that will happen, taken in the order of their times and, at one time, in the order in which they were put.
struct EventQueue<Event> {
  struct Item {
    var time: Duration
    var order: Int
    var event: Event
  }

  /// The next one last.
  private(set) var items: [Item] = []
  private var count = 0

  var isEmpty: Bool { items.isEmpty }

  mutating func put(_ event: Event, at time: Duration) {
    count += 1
    let item = Item(time: time, order: count, event: event)
    let place = items.firstIndex { $0.time <= time } ?? items.endIndex
    items.insert(item, at: place)
  }

  mutating func take() -> Item? { items.popLast() }

  /// Moves what a sleep of the machine holds up.
  mutating func delay(by duration: Duration, where isHeldUp: (Event) -> Bool) {
    for place in items.indices where isHeldUp(items[place].event) { items[place].time += duration }
    items.sort { ($0.time, $0.order) > ($1.time, $1.order) }
  }
}
