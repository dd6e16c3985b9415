/// Why a step could not be carried out, in words for its author; secrets are hidden in it.
struct StepProblem: Error, Hashable, CustomStringConvertible {
  var message: String

  init(_ message: String) { self.message = message }

  var description: String { message }
}
