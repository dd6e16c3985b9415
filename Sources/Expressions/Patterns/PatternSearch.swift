/// One search: walks over the text once and remembers where every set of living instructions leads with every
/// character.
///
/// What is remembered is a deterministic automaton, built as far as the text needs it. A step that is remembered costs
/// the same for all patterns; the others are counted and limited, so the work has a bound whatever the pattern and the
/// text are.
struct PatternSearch {
  /// All that decides how a search goes on.
  private struct State: Hashable {
    /// The instructions that come next, besides the first one: a match may begin anywhere.
    var pending: [Int]
    var before: PatternNeighbour
  }

  private static let unknown = -1
  private static let found = -2
  private static let notFound = -3
  /// One for each ASCII character.
  private static let columns = 128
  private static let stateLimit = 2_000

  private let program: PatternProgram
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// By state and ASCII character, the next state, or one of the words above.
  private var table: [Int] = []
  /// The visit in which an instruction was last reached, so that none is followed twice from one place.
  private var reached: [Int]
  private var visit = 0
  private(set) var steps = 0
  /// How often the table was emptied.
  private var generation = 0

  init(program: PatternProgram) {
    self.program = program
    reached = Array(repeating: 0, count: program.instructions.count)
  }

  mutating func run(_ text: String) throws(PatternError) -> Bool {
    var state = number(of: State(pending: [], before: .edge))
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let cell = value < 128 ? state * Self.columns + Int(value) : -1
      var next = cell < 0 ? Self.unknown : table[cell]
      if next == Self.unknown {
        let generation = generation
        next = try step(from: state, over: value)
        // An emptied table has other states under the old numbers.
        if cell >= 0, generation == self.generation { table[cell] = next }
      }
      if next == Self.found { return true }
      state = next
    }
    return try step(from: state, over: nil) == Self.found
  }

  /// Works out where a state leads, without a look at the table; nil stands for the text's end.
  private mutating func step(from number: Int, over value: UInt32?) throws(PatternError) -> Int {
    let state = states[number]
    let after = PatternNeighbour(value)
    guard let alive = follow(state, after: after) else { return Self.found }
    guard steps <= Pattern.stepLimit else { throw .tooMuchWork(limit: Pattern.stepLimit) }
    guard let value else { return Self.notFound }
    var pending: [Int] = []
    for index in alive where program.sets[program.instructions[index].first].contains(value) {
      pending.append(index + 1)
    }
    return self.number(of: State(pending: pending.sorted(), before: after))
  }

  /// Follows all that needs no character; gives what waits for one, or nil when the pattern is found.
  private mutating func follow(_ state: State, after: PatternNeighbour) -> [Int]? {
    visit += 1
    var alive: [Int] = []
    var pending = state.pending + [0]
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
      case .found: return nil
      }
    }
    return alive
  }

  private mutating func number(of state: State) -> Int {
    if let number = numbers[state] { return number }
    if states.count == Self.stateLimit {
      states = []
      numbers = [:]
      table = []
      generation += 1
    }
    let number = states.count
    states.append(state)
    numbers[state] = number
    table += Array(repeating: Self.unknown, count: Self.columns)
    return number
  }
}
