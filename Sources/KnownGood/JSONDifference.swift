internal import Expressions

/// What differs between two JSON documents, by the paths of their values.
struct JSONDifference {
  private static let limit = 10

  private let rules: KnownGoodRules
  private let tolerance: NumberTolerance?

  init(_ rules: KnownGoodRules) {
    self.rules = rules
    tolerance = rules.numbersWithin.map(NumberTolerance.init)
  }

  /// Nil when nothing differs but what may.
  func between(_ recorded: JSONValue, _ observed: JSONValue) -> String? {
    var found = Found()
    // Sorted once, from within: what is nested deep would be sorted at every level again.
    compare(
      rules.anyOrder ? inOrder(recorded) : recorded, rules.anyOrder ? inOrder(observed) : observed, at: "$", &found)
    guard found.count > 0 else { return nil }
    let left = found.count - found.lines.count
    let more = left > 0 ? ["… and \(left) more value\(left == 1 ? "" : "s")"] : []
    return (found.lines + more).joined(separator: "\n")
  }

  private struct Found {
    var lines: [String] = []
    var count = 0

    mutating func add(_ line: @autoclosure () -> String) {
      count += 1
      if lines.count < JSONDifference.limit { lines.append(line()) }
    }

    mutating func add(_ inner: Found) {
      count += inner.count
      lines += inner.lines.prefix(JSONDifference.limit - lines.count)
    }
  }

  private func compare(_ old: JSONValue, _ new: JSONValue, at path: String, _ found: inout Found) {
    switch (old, new) {
    case (.object(let first), .object(let second)):
      for key in Set(first.keys).union(second.keys).sorted() {
        compare(ifAny: first[key], second[key], at: "\(path)\(Self.member(key))", &found)
      }
    case (.array(let first), .array(let second)):
      if rules.anyOrder { return compareInAnyOrder(first, second, at: path, &found) }
      for index in 0..<max(first.count, second.count) {
        compare(
          ifAny: index < first.count ? first[index] : nil, index < second.count ? second[index] : nil,
          at: "\(path)[\(index)]", &found)
      }
    default:
      guard !isEqual(old, new) else { return }
      found.add("\(path): expected \(old.shown), got \(new.shown)")
    }
  }

  private func compare(ifAny old: JSONValue?, _ new: JSONValue?, at path: String, _ found: inout Found) {
    switch (old, new) {
    case (let old?, let new?): compare(old, new, at: path, &found)
    case (let old?, nil): found.add("\(path): expected \(old.shown), got nothing")
    case (nil, let new?): found.add("\(path): expected nothing, got \(new.shown)")
    case (nil, nil): break
    }
  }

  /// Sorted, what may be equal stands at the same place; where it isn't, what is missing and what is new is told.
  private func compareInAnyOrder(
    _ first: [JSONValue], _ second: [JSONValue], at path: String, _ found: inout Found
  ) {
    var inner = Found()
    if first.count == second.count {
      for (left, right) in zip(first, second) where inner.count == 0 { compare(left, right, at: "\(path)[*]", &inner) }
      if inner.count == 0 { return }
    }
    let (left, right) = SequenceDifference.numbered(first.map(text), second.map(text))
    let changes = SequenceDifference.changes(left, right)
    // Two values that differ may look alike in words.
    guard !changes.isEmpty else { return found.add(inner) }
    for change in changes {
      for index in change.old { found.add("\(path)[*]: \(Excerpt.line(text(first[index]))) is missing") }
      for index in change.new { found.add("\(path)[*]: \(Excerpt.line(text(second[index]))) is new") }
    }
  }

  /// The same value with every list sorted.
  private func inOrder(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .number, .string: return value
    case .object(let members): return .object(members.mapValues(inOrder))
    case .array(let values):
      let keyed = values.map { value in
        let value = inOrder(value)
        return (NumberTolerance.SortKey(fields(of: value), hasTolerance: tolerance != nil), value)
      }
      return .array(keyed.sorted { $0.0 < $1.0 }.map(\.1))
    }
  }

  private func isEqual(_ old: JSONValue, _ new: JSONValue) -> Bool {
    switch (old, new) {
    case (.null, .null): true
    case (.bool(let first), .bool(let second)): first == second
    case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
    case (.number(let first), .number(let second)):
      if let left = DecimalNumber(first), let right = DecimalNumber(second), left == right {
        true
      } else {
        first == second || tolerance?.holds(first, second) == true
      }
    default: false
    }
  }

  private func text(_ value: JSONValue) -> String { fields(of: value).compactMap { $0 }.joined() }

  /// A value in pieces that tell it from others: keys sorted, each number a piece.
  private func fields(of value: JSONValue) -> [String?] {
    switch value {
    case .null: return ["null"]
    case .bool(let truth): return [truth ? "true" : "false"]
    case .number(let digits): return [digits]
    case .string(let text): return ["\"\(text)\""]
    case .array(let values): return ["["] + values.flatMap { fields(of: $0) + [","] } + ["]"]
    case .object(let members):
      let inner = members.sorted { $0.key < $1.key }.flatMap { ["\"\($0.key)\":"] + fields(of: $0.value) + [","] }
      return ["{"] + inner + ["}"]
    }
  }

  private static func member(_ key: String) -> String {
    let isPlain =
      !key.isEmpty
      && key.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 45
      }
    return isPlain ? ".\(key)" : "[\(Excerpt.quoted(key, limit: 40))]"
  }
}
