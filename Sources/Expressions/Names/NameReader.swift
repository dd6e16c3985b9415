/// Reads dotted names such as `steps.database.load.dump`, for texts and conditions alike.
struct NameReader {
  struct Part {
    var text: String
    var offset: Int
  }

  /// What is wrong with a name, and at which offset of the text.
  struct Problem: Error {
    var message: String
    var offset: Int
    var hint: String?
  }

  static let roots = ["inputs", "secrets", "steps", "hosts", "run", "captured", "decisions"]

  /// Whether step results and decisions may be named, too.
  var inCondition: Bool

  static func begins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "_": true
    default: false
    }
  }

  static func continues(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "-": true
    default: begins(scalar)
    }
  }

  /// The parts between the full stops from `start` on, faulty ones included, and where they end.
  static func parts(of scalars: [Unicode.Scalar], from start: Int) -> (parts: [Part], end: Int) {
    var parts = [Part(text: "", offset: start)]
    var offset = start
    while offset < scalars.count {
      let scalar = scalars[offset]
      offset += 1
      if scalar == "." {
        parts.append(Part(text: "", offset: offset))
      } else if continues(scalar) {
        parts[parts.count - 1].text.unicodeScalars.append(scalar)
      } else {
        return (parts, offset - 1)
      }
    }
    return (parts, offset)
  }

  func name(_ parts: [Part]) throws(Problem) -> ValueName {
    let whole = parts.map(\.text).joined(separator: ".")
    let root = parts[0]
    guard Self.roots.contains(root.text) else { throw unknownRoot(root, whole: whole) }
    for part in parts {
      guard let first = part.text.unicodeScalars.first else {
        throw Problem(message: "a name is missing in \(whole)", offset: part.offset, hint: Self.form(of: root.text))
      }
      guard Self.begins(first) else {
        throw Problem(
          message: "\(part.text) can't be a name", offset: part.offset, hint: "names begin with a letter or _")
      }
    }
    let texts = parts.dropFirst().map(\.text)
    switch (root.text, texts.count) {
    case ("inputs", 1): return .input(texts[0])
    case ("secrets", 1): return .secret(texts[0])
    case ("steps", 2): return try output(StepReference(step: texts[0]), parts[2])
    case ("steps", 3): return try output(StepReference(runbook: texts[0], step: texts[1]), parts[3])
    case ("decisions", 1): return try decision(StepReference(step: texts[0]), root)
    case ("decisions", 2): return try decision(StepReference(runbook: texts[0], step: texts[1]), root)
    case ("hosts", 2):
      try expect("address", parts[2])
      return .hostAddress(texts[0])
    case ("captured", 1): return .captured(texts[0])
    case ("run", 1):
      try expect("mode", parts[1])
      return .runMode
    default:
      throw Problem(message: "\(whole) doesn't name a value", offset: root.offset, hint: Self.form(of: root.text))
    }
  }

  private func output(_ step: StepReference, _ output: Part) throws(Problem) -> ValueName {
    guard output.text == ValueName.reservedOutput else { return .output(step: step, output: output.text) }
    guard inCondition else {
      throw Problem(
        message: "a step's result can be used in conditions only", offset: output.offset,
        hint: "write a condition with if, or let the step give an output")
    }
    return .result(step: step)
  }

  private func decision(_ step: StepReference, _ root: Part) throws(Problem) -> ValueName {
    guard inCondition else {
      throw Problem(
        message: "a decision can be used in conditions only", offset: root.offset,
        hint: "write one step for each option, each with an if")
    }
    return .decision(step)
  }

  private func expect(_ word: String, _ part: Part) throws(Problem) {
    guard part.text == word else {
      throw Problem(
        message: "\(part.text) is not known here", offset: part.offset,
        hint: Suggestion.hint(for: part.text, among: [word]) ?? "only \(word) can stand here")
    }
  }

  private func unknownRoot(_ root: Part, whole: String) -> Problem {
    guard !root.text.isEmpty else { return Problem(message: "a name is missing", offset: root.offset) }
    return Problem(
      message: "\(whole) is not a name", offset: root.offset,
      hint: Suggestion.hint(for: root.text, among: Self.roots)
        ?? "names begin with \(Self.roots.dropLast().joined(separator: ", ")) or \(Self.roots.last ?? "")")
  }

  /// How a name with this root must look.
  private static func form(of root: String) -> String {
    switch root {
    case "steps": "write steps.STEP.OUTPUT or steps.RUNBOOK.STEP.OUTPUT"
    case "decisions": "write decisions.STEP or decisions.RUNBOOK.STEP"
    case "hosts": "write hosts.NAME.address"
    case "run": "write run.mode"
    default: "write \(root).NAME"
    }
  }
}
