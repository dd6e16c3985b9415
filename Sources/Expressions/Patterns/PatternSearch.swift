/// One search: walks over the text once and stops where a match has ended.
struct PatternSearch {
  private var automaton: PatternAutomaton

  init(program: PatternProgram) { automaton = PatternAutomaton(program, beginsAnywhere: true) }

  var steps: Int { automaton.steps }

  mutating func run(_ text: String) throws(PatternError) -> Bool {
    var state = automaton.start(behind: .edge)
    for scalar in text.unicodeScalars {
      let step = try automaton.step(from: state, over: scalar.value)
      if step.isFound { return true }
      state = step.state
    }
    return try automaton.step(from: state, over: nil).isFound
  }
}
