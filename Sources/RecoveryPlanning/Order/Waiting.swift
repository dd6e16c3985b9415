internal import RunbookModel

/// That one step waits for another, and why.
struct Waiting {
  enum Reason {
    /// It waits for everything above it.
    case above
    /// The reference with this number of its `needs`.
    case reference(Int)
    /// No step passes a gate above it.
    case gate
    /// Its service depends on that of the other.
    case service
  }

  var step: Int
  var needed: Int
  var reason: Reason
}

/// For each step, what it waits for, directly or not: enough of it that every way is there.
struct WaitingGraph {
  private(set) var needs: [[Int]]
  /// The same in the order in which it was found, for telling a person.
  private(set) var waitings: [Waiting] = []
  /// Whether a step of the same runbook waits for it.
  private(set) var isCovered: [Bool]
  /// Whether a step of its own phase waits for it.
  private(set) var hasFollowerInPhase: [Bool]
  /// Whether it waits for a step of its own phase.
  private(set) var hasNeedInPhase: [Bool]
  private var lastWaiter: [Int]
  private let table: StepTable

  init(_ table: StepTable) {
    self.table = table
    needs = Array(repeating: [], count: table.count)
    waitings.reserveCapacity(table.count)
    isCovered = Array(repeating: false, count: table.count)
    hasFollowerInPhase = isCovered
    hasNeedInPhase = isCovered
    lastWaiter = Array(repeating: -1, count: table.count)
  }

  mutating func add(_ step: Int, waitsFor needed: Int, _ reason: Waiting.Reason) {
    guard step != needed, lastWaiter[needed] != step else { return }
    lastWaiter[needed] = step
    needs[step].append(needed)
    waitings.append(Waiting(step: step, needed: needed, reason: reason))
    guard table.owners[step] == table.owners[needed] else { return }
    isCovered[needed] = true
    if table.phases[step] == table.phases[needed] {
      hasFollowerInPhase[needed] = true
      hasNeedInPhase[step] = true
    }
  }

  /// The steps of a phase for which no other step of it waits: when they are over, the phase is.
  func ends(of phase: Phase, in range: Range<Int>) -> [Int] {
    range.filter { table.phases[$0] == phase && !hasFollowerInPhase[$0] }
  }
}
