import RunbookModel

@testable import Expressions

/// A condition answers, or says where it can't; printed and read again it is the same one, and it betrays no secret.
enum ConditionTarget: FuzzTarget {
  private static let secret = "hunter-2"

  static func run(_ bytes: [UInt8]) {
    let source = SourceText(fuzzed: String(decoding: bytes, as: UTF8.self))
    let places = FilePlaces(text: source.text)
    let (condition, diagnostics) = Condition.parse(source)
    demand((condition == nil) != diagnostics.isEmpty, "a condition, or why there is none")
    places.check(diagnostics, contents: source.text)
    guard let condition else { return }
    let answer = answer(of: condition, places)
    let printed = condition.root.printed
    guard printed.unicodeScalars.count <= Condition.lengthLimit, condition.root.depth * 2 < Condition.depthLimit else {
      return
    }
    let (again, faults) = Condition.parse(SourceText(printed, start: source.start))
    guard let again else { fail("BROKEN PROMISE: what was printed is read again: \(printed) \(faults)") }
    demand(again.root.printed == printed, "printed twice alike: \(printed), \(again.root.printed)")
    demand(self.answer(of: again, nil) == answer, "the same answer after printing: \(printed)")
  }

  /// True, false, or nil where there is no answer.
  private static func answer(of condition: Condition, _ places: FilePlaces?) -> Bool? {
    for (name, location) in condition.names {
      demand(places?.contains(location) ?? true, "\(name) stands at a place in the text: \(location)")
    }
    do throws(ConditionError) {
      return try condition.evaluate(value)
    } catch {
      demand(places?.contains(error.location) ?? true, "\(error) is in the text")
      demand(!error.message.contains(secret), "a secret is never shown")
      return nil
    }
  }

  private static func value(of name: ValueName) -> String? {
    switch name {
    case .secret, .captured: secret
    case .runMode: "drill"
    case .result: "passed"
    case .input(let name): name.utf8.count.isMultiple(of: 2) ? "-0\(name.utf8.count).50" : name
    case .output(_, let output): output.utf8.count > 6 ? nil : output.hasPrefix("t") ? "true" : ""
    case .decision: "😀\u{0}\u{1B}[31m"
    case .hostAddress: "999999999999999999999999999999999999999999.9"
    }
  }
}

extension ConditionNode {
  fileprivate var depth: Int {
    switch self {
    case .any(let nodes), .all(let nodes): 1 + (nodes.map(\.depth).max() ?? 0)
    case .not(let node): 2 + node.depth
    case .truth, .comparison, .membership: 1
    }
  }

  /// With parentheses around everything.
  fileprivate var printed: String {
    switch self {
    case .any(let nodes): nodes.map { "(\($0.printed))" }.joined(separator: " or ")
    case .all(let nodes): nodes.map { "(\($0.printed))" }.joined(separator: " and ")
    case .not(let node): "not (\(node.printed))"
    case .truth(let operand): operand.printed
    case .comparison(let left, let comparison, let right, _):
      "\(left.printed) \(comparison.rawValue) \(right.printed)"
    case .membership(let operand, let list): "\(operand.printed) in [\(list.map(\.printed).joined(separator: ", "))]"
    }
  }
}

extension ConditionOperand {
  fileprivate var printed: String {
    switch content {
    case .name(let name): name.description
    case .text(let text): SourceText.quoted(text)
    case .number(let text): text
    case .truth(let truth): truth ? "true" : "false"
    }
  }
}
