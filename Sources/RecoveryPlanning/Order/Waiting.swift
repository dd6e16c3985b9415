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
    /// Its service depends on this one.
    case service(ServiceName)
  }

  var step: Int
  var reason: Reason
}

/// For each step, what it waits for, directly or not: enough of it that every way is there.
struct WaitingGraph {
  private(set) var needs: [[Waiting]]
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
    isCovered = Array(repeating: false, count: table.count)
    hasFollowerInPhase = isCovered
    hasNeedInPhase = isCovered
    lastWaiter = Array(repeating: -1, count: table.count)
  }

  mutating func add(_ step: Int, waitsFor needed: Int, _ reason: Waiting.Reason) {
    guard step != needed, lastWaiter[needed] != step else { return }
    lastWaiter[needed] = step
    needs[step].append(Waiting(step: needed, reason: reason))
    guard table.owners[step] == table.owners[needed] else { return }
    isCovered[needed] = true
    if table.steps[step].phase == table.steps[needed].phase {
      hasFollowerInPhase[needed] = true
      hasNeedInPhase[step] = true
    }
  }

  /// The steps of a phase for which no other step of it waits: when they are over, the phase is.
  func ends(of phase: Phase, in range: Range<Int>) -> [Int] {
    range.filter { table.steps[$0].phase == phase && !hasFollowerInPhase[$0] }
  }
}
