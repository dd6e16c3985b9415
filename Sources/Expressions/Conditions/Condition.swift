package import RunbookModel

/// A comparison or several, as an `if` holds them: `run.mode == "drill" and not (steps.load.bytes < 1000)`.
///
/// `or` binds weaker than `and`, `and` weaker than `not`, and `not` weaker than `== != < <= > >=` and `in [a, b]`,
/// which don't chain. Operands are names, texts in single or double quotes, decimal numbers, `true` and `false`.
///
/// Two operands that both read as decimal numbers (`-1.50`, also from a value or in quotes) compare as numbers,
/// exactly, however long they are: `1.10 == 1.1` and `"007" == 7` hold. Otherwise `==`, `!=` and `in` compare byte by
/// byte, so durations and sizes are texts, and an order is an error. What stands alone must be `true` or `false`,
/// exactly so. Evaluation goes from left to right and stops where the answer is known, so `steps.a.result == "passed"
/// and steps.a.bytes > 0` needs no value for `bytes` when `a` didn't pass.
package struct Condition: Hashable, Sendable {
  /// How deep parentheses and `not` may nest.
  package static let depthLimit = 64
  /// How many characters a condition may have.
  package static let lengthLimit = 10_000

  let root: ConditionNode

  /// Reads a condition; nil comes with at least one diagnostic, and a condition with none.
  package static func parse(_ source: SourceText) -> (Condition?, [Diagnostic]) {
    var lexer = ConditionLexer(source)
    let tokens = lexer.tokens()
    guard lexer.diagnostics.isEmpty else { return (nil, lexer.diagnostics) }
    var parser = ConditionParser(tokens: tokens)
    do throws(Diagnostic) {
      let root = try parser.condition()
      let faults = root.faults
      return faults.isEmpty ? (Condition(root: root), []) : (nil, faults)
    } catch {
      return (nil, [error])
    }
  }

  /// Every name with its place, in the order of the text, repetitions included.
  package var names: [(name: ValueName, location: SourceLocation)] {
    root.operands.compactMap { operand in
      guard case .name(let name) = operand.content else { return nil }
      return (name, operand.location)
    }
  }

  /// Asks for values only as far as the answer needs them.
  package func evaluate(_ value: (ValueName) -> String?) throws(ConditionError) -> Bool { try root.holds(value) }
}
