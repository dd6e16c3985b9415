/// A pattern as instructions for `PatternAutomaton`.
struct PatternProgram: Hashable, Sendable {
  enum Operation: Hashable, Sendable { case one, assertion(PatternAssertion), split, jump, found }

  struct Instruction: Hashable, Sendable {
    var operation: Operation
    /// The set, or where to go on.
    var first: Int = 0
    /// The other place to go on at after a `split`.
    var second: Int = 0
  }

  private(set) var instructions: [Instruction] = []
  let sets: [ScalarSet]
  /// How many nodes were written out; nothing repeated often enough makes no instruction, but costs time.
  private var visits = 0

  init(_ node: PatternNode, sets: [ScalarSet]) throws(PatternParser.Problem) {
    self.sets = sets
    try emit(node)
    try append(Instruction(operation: .found))
  }

  private mutating func emit(_ node: PatternNode) throws(PatternParser.Problem) {
    visits += 1
    guard visits <= 4 * Pattern.programLimit else { throw Self.tooLarge }
    switch node {
    case .one(let set): try append(Instruction(operation: .one, first: set))
    case .assertion(let assertion):
      try append(Instruction(operation: .assertion(assertion)))
    case .sequence(let nodes):
      for node in nodes { try emit(node) }
    case .alternation(let nodes): try emit(alternation: nodes)
    case .repetition(let node, let least, let most): try emit(node, least: least, most: most)
    }
  }

  private mutating func emit(alternation nodes: [PatternNode]) throws(PatternParser.Problem) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index < nodes.count - 1 else {
        try emit(node)
        break
      }
      let split = instructions.count
      try append(Instruction(operation: .split, first: split + 1))
      try emit(node)
      jumps.append(instructions.count)
      try append(Instruction(operation: .jump))
      instructions[split].second = instructions.count
    }
    for jump in jumps { instructions[jump].first = instructions.count }
  }

  private mutating func emit(_ node: PatternNode, least: Int, most: Int?) throws(PatternParser.Problem) {
    for _ in 0..<least { try emit(node) }
    guard let most else {
      let split = instructions.count
      try append(Instruction(operation: .split, first: split + 1))
      try emit(node)
      try append(Instruction(operation: .jump, first: split))
      instructions[split].second = instructions.count
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      try append(Instruction(operation: .split, first: instructions.count + 1))
      try emit(node)
    }
    for split in splits { instructions[split].second = instructions.count }
  }

  private mutating func append(_ instruction: Instruction) throws(PatternParser.Problem) {
    guard instructions.count < Pattern.programLimit else { throw Self.tooLarge }
    instructions.append(instruction)
  }

  private static let tooLarge = PatternParser.Problem(
    message: "the pattern is too large with its repetitions written out", offset: 0,
    hint: "use smaller counts, or * and + in their place")
}
