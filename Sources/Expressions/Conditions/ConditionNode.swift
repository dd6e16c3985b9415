internal import RunbookModel

/// A condition as a tree; the parser keeps it shallow enough for recursion.
indirect enum ConditionNode: Hashable, Sendable {
  case any([ConditionNode])
  case all([ConditionNode])
  case not(ConditionNode)
  case truth(ConditionOperand)
  case comparison(ConditionOperand, ConditionOperator, ConditionOperand, location: SourceLocation)
  case membership(ConditionOperand, [ConditionOperand])
}

/// One side of a comparison.
struct ConditionOperand: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case name(ValueName)
    case text(String)
    case number(String)
    case truth(Bool)
  }

  var content: Content
  var location: SourceLocation
}

enum ConditionOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var isOrder: Bool { self != .equal && self != .notEqual }

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension ConditionNode {
  var operands: [ConditionOperand] {
    switch self {
    case .any(let nodes), .all(let nodes): nodes.flatMap(\.operands)
    case .not(let node): node.operands
    case .truth(let operand): [operand]
    case .comparison(let left, _, let right, _): [left, right]
    case .membership(let operand, let list): [operand] + list
    }
  }

  func holds(_ value: (ValueName) -> String?) throws(ConditionError) -> Bool {
    switch self {
    case .any(let nodes):
      for node in nodes where try node.holds(value) { return true }
      return false
    case .all(let nodes):
      for node in nodes where try !node.holds(value) { return false }
      return true
    case .not(let node): return try !node.holds(value)
    case .truth(let operand):
      let text = try operand.value(value)
      guard text == "true" || text == "false" else {
        throw .notTruth(operand.shown(text), name: operand.description, location: operand.location)
      }
      return text == "true"
    case .comparison(let left, let comparison, let right, let location):
      return try Self.compare(left, comparison, right, location, value)
    case .membership(let operand, let list):
      for other in list where try Self.compare(operand, .equal, other, other.location, value) { return true }
      return false
    }
  }

  private static func compare(
    _ left: ConditionOperand, _ comparison: ConditionOperator, _ right: ConditionOperand, _ location: SourceLocation,
    _ value: (ValueName) -> String?
  ) throws(ConditionError) -> Bool {
    let (first, second) = (try left.value(value), try right.value(value))
    if let first = DecimalNumber(first), let second = DecimalNumber(second) { return comparison.holds(first, second) }
    guard !comparison.isOrder else {
      throw .notNumbers(
        left: left.shown(first), comparison: comparison.rawValue, right: right.shown(second), location: location)
    }
    let same = first.utf8.elementsEqual(second.utf8)
    return same == (comparison == .equal)
  }
}

extension ConditionOperand: CustomStringConvertible {
  func value(_ value: (ValueName) -> String?) throws(ConditionError) -> String {
    switch content {
    case .name(let name):
      guard let found = value(name) else { throw .undefined(name, location: location) }
      return found
    case .text(let text), .number(let text): return text
    case .truth(let truth): return truth ? "true" : "false"
    }
  }

  /// As the author wrote it, a text in double quotes.
  var description: String {
    switch content {
    case .name(let name): name.description
    case .text(let text): Excerpt.quoted(text)
    case .number(let text): text
    case .truth(let truth): truth ? "true" : "false"
    }
  }

  /// The operand with its value for an error message; a secret's value is never shown.
  func shown(_ value: String) -> String {
    switch content {
    case .name(.secret): description
    case .name: "\(description), which is \(Excerpt.quoted(value)),"
    case .text, .number, .truth: description
    }
  }
}
