internal import RunbookModel

/// Builds the tree of a condition by recursive descent, no deeper than the limit; stops at the first fault.
struct ConditionParser {
  private let tokens: [ConditionToken]
  private var position = 0
  private var depth = 0

  /// The tokens must end with one of the kind `end`.
  init(tokens: [ConditionToken]) { self.tokens = tokens }

  private var current: ConditionToken { tokens[position] }

  mutating func condition() throws(Diagnostic) -> ConditionNode {
    guard current.kind != .end else { throw fault("the condition is empty", hint: "leave the key out, or write true") }
    let node = try disjunction()
    switch current.kind {
    case .end: return node
    case .close: throw fault("there is no ( for this )")
    default: throw fault("\(current.text) is not expected here", hint: "join two conditions with and or or")
    }
  }

  private mutating func disjunction() throws(Diagnostic) -> ConditionNode {
    var nodes = [try conjunction()]
    while take(.or) { nodes.append(try conjunction()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func conjunction() throws(Diagnostic) -> ConditionNode {
    var nodes = [try negation()]
    while take(.and) { nodes.append(try negation()) }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func negation() throws(Diagnostic) -> ConditionNode {
    guard current.kind == .not || current.kind == .open else { return try comparison() }
    guard depth < Condition.depthLimit else {
      throw fault(
        "the condition nests deeper than \(Condition.depthLimit)", hint: "let a step decide and give an output")
    }
    depth += 1
    defer { depth -= 1 }
    if take(.not) { return .not(try negation()) }
    let opening = current
    position += 1
    let node = try disjunction()
    guard take(.close) else {
      throw current.kind == .end
        ? Diagnostic(.error, "( is never closed", at: opening.location)
        : fault("\(current.text) is not expected here", hint: "end the parentheses with )")
    }
    switch current.kind {
    case .comparison, .in:
      throw fault("what stands in parentheses can't be compared", hint: "join two conditions with and or or")
    default: return node
    }
  }

  private mutating func comparison() throws(Diagnostic) -> ConditionNode {
    let left = try operand()
    switch current.kind {
    case .comparison(let comparison):
      let location = current.location
      position += 1
      let right = try operand()
      if case .comparison = current.kind {
        throw fault("comparisons don't chain", hint: "write a < b and b < c")
      }
      return .comparison(left, comparison, right, location: location)
    case .in:
      position += 1
      return .membership(left, try list())
    case .not where tokens[position + 1].kind == .in:
      position += 2
      return .not(.membership(left, try list()))
    default:
      return .truth(left)
    }
  }

  private mutating func list() throws(Diagnostic) -> [ConditionOperand] {
    guard take(.openList) else { throw fault("a list is expected here", hint: "write in [\"a\", \"b\"]") }
    var list = [try operand()]
    while take(.comma) { list.append(try operand()) }
    guard take(.closeList) else {
      throw fault(
        current.kind == .end ? "the list is never closed" : "\(current.text) is not expected here",
        hint: "separate values with commas and end the list with ]")
    }
    return list
  }

  private mutating func operand() throws(Diagnostic) -> ConditionOperand {
    guard case .value(let content) = current.kind else {
      throw fault(
        current.kind == .end ? "a value is missing at the end" : "a value is expected here, not \(current.text)",
        hint: "a value is a name such as inputs.NAME, a text in quotes, a number, true or false")
    }
    defer { position += 1 }
    return ConditionOperand(content: content, location: current.location)
  }

  private mutating func take(_ kind: ConditionToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    position += 1
    return true
  }

  private func fault(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.error, message, at: current.location, hint: hint)
  }
}
