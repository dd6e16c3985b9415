/// Walks over a text with a pattern's program and tells at every place whether a match ends there.
///
/// What it remembers, where each set of living instructions leads with every character, is a deterministic automaton,
/// built as far as the texts need it. A step that is remembered costs the same for all patterns; the others are counted
/// and limited, so the work has a bound whatever the pattern and the text are.
struct PatternAutomaton {
  private struct State: Hashable {
    var pending: [Int]
    var before: PatternNeighbour
  }

  /// Where a step leads, and whether a match had ended before it.
  struct Step {
    var state: Int
    var isFound: Bool
  }

  private static let stateLimit = 2_000
  private static let columns = 128

  private let program: PatternProgram
  /// Whether a match may begin at every place, rather than at the first alone.
  private let beginsAnywhere: Bool
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// By state and ASCII character: the next state, doubled, plus one where a match had ended; -1 is not known yet.
  private var table: [Int] = []
  private var reached: [Int]
  private var visit = 0
  private(set) var steps = 0

  init(_ program: PatternProgram, beginsAnywhere: Bool) {
    self.program = program
    self.beginsAnywhere = beginsAnywhere
    reached = Array(repeating: 0, count: program.instructions.count)
  }

  /// The state at a place where a match may begin, behind this neighbour.
  mutating func start(behind before: PatternNeighbour) -> Int { number(of: State(pending: [0], before: before)) }

  /// Nil stands for the text's end.
  mutating func step(from state: Int, over value: UInt32?) throws(PatternError) -> Step {
    if let value, value < 128 {
      let known = table[state * Self.columns + Int(value)]
      if known >= 0 { return step(known) }
    }
    let living = states[state]
    let after = PatternNeighbour(value)
    let (alive, isFound) = follow(living, after: after)
    guard steps <= Pattern.stepLimit else { throw .tooMuchWork(limit: Pattern.stepLimit) }
    var pending: [Int] = []
    if let value {
      for index in alive where program.sets[program.instructions[index].first].contains(value) {
        pending.append(index + 1)
      }
    }
    if beginsAnywhere { pending.append(0) }
    // An emptied table has other states under the old numbers, so that nothing is noted in it.
    let mayEmpty = states.count == Self.stateLimit
    let next = number(of: State(pending: Array(Set(pending)).sorted(), before: after))
    let code = next * 2 + (isFound ? 1 : 0)
    if let value, value < 128, !mayEmpty { table[state * Self.columns + Int(value)] = code }
    return step(code)
  }

  private func step(_ code: Int) -> Step {
    Step(state: code / 2, isFound: code % 2 == 1)
  }

  /// Whether nothing can be found from a state any more.
  func isDead(_ state: Int) -> Bool { states[state].pending.isEmpty }

  /// Follows all that needs no character.
  private mutating func follow(_ state: State, after: PatternNeighbour) -> (alive: [Int], isFound: Bool) {
    visit += 1
    var alive: [Int] = []
    var isFound = false
    var pending = state.pending
    while let index = pending.popLast() {
      steps += 1
      guard reached[index] != visit else { continue }
      reached[index] = visit
      let instruction = program.instructions[index]
      switch instruction.operation {
      case .one: alive.append(index)
      case .jump: pending.append(instruction.first)
      case .split: pending += [instruction.second, instruction.first]
      case .assertion(let assertion):
        if assertion.holds(before: state.before, after: after) { pending.append(index + 1) }
      case .found: isFound = true
      }
    }
    return (alive, isFound)
  }

  private mutating func number(of state: State) -> Int {
    if let number = numbers[state] { return number }
    if states.count == Self.stateLimit {
      states = []
      numbers = [:]
      table = []
    }
    let number = states.count
    states.append(state)
    numbers[state] = number
    table += Array(repeating: -1, count: Self.columns)
    return number
  }
}
