internal import RunbookModel

extension ConditionNode {
  /// What can't be meant, although it can be read: it would be an error, or never hold, whatever the values are.
  var faults: [Diagnostic] {
    switch self {
    case .any(let nodes), .all(let nodes): nodes.flatMap(\.faults)
    case .not(let node): node.faults
    case .truth(let operand): Self.faults(alone: operand)
    case .comparison(let left, let comparison, let right, _):
      comparison.isOrder
        ? [left, right].flatMap { Self.faults(ordered: $0, comparison) }
        : Self.faults(left, comparedWith: right) + Self.faults(right, comparedWith: left)
    case .membership(let operand, let list): list.flatMap { Self.faults(operand, comparedWith: $0) }
    }
  }

  private static func faults(alone operand: ConditionOperand) -> [Diagnostic] {
    switch operand.content {
    case .truth: []
    case .text, .number: [fault("\(operand) alone is neither true nor false", operand, hint: "compare it with a name")]
    case .name(let name):
      words(of: name) == nil
        ? [] : [fault("\(name) alone is neither true nor false", operand, hint: "write \(name) == \"…\"")]
    }
  }

  private static func faults(ordered operand: ConditionOperand, _ comparison: ConditionOperator) -> [Diagnostic] {
    let isNumber =
      switch operand.content {
      case .number: true
      case .text(let text): DecimalNumber(text) != nil
      case .truth: false
      case .name(let name): words(of: name) == nil
      }
    guard !isNumber else { return [] }
    return [fault("\(comparison.rawValue) needs numbers, and \(operand) is none", operand, hint: "use == or !=")]
  }

  private static func faults(_ operand: ConditionOperand, comparedWith other: ConditionOperand) -> [Diagnostic] {
    guard case .name(let name) = operand.content, let words = words(of: name) else { return [] }
    if case .name = other.content { return [] }
    if case .text(let text) = other.content, words.contains(text) { return [] }
    let hint =
      if case .text(let text) = other.content, let meant = Suggestion.hint(for: text, among: words) { meant } else {
        "it is one of \(words.joined(separator: ", "))"
      }
    return [fault("\(name) is never \(other)", other, hint: hint)]
  }

  /// All that a name's value can be, where that is fixed.
  private static func words(of name: ValueName) -> [String]? {
    switch name {
    case .result: ValueName.results
    case .runMode: RunMode.allCases.map(\.rawValue)
    case .input, .secret, .output, .decision, .hostAddress, .captured: nil
    }
  }

  private static func fault(_ message: String, _ operand: ConditionOperand, hint: String) -> Diagnostic {
    Diagnostic(.error, message, at: operand.location, hint: hint)
  }
}
