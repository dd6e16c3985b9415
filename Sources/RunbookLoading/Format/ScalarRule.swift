internal import RunbookModel

/// What a scalar must look like; it is judged by its text alone, never by what YAML would guess.
final class ScalarRule: Sendable {
  /// What an editor may take an unquoted scalar for, and the schema must therefore let pass.
  enum PlainType: String, Sendable { case integer, number, boolean }

  /// With its article, for messages: `a duration such as 30m`.
  let words: String
  /// A regular expression of ECMA-262 that says the same as `accepts`, or a little less strictly.
  let pattern: String?
  let choices: [String]
  let plainTypes: [PlainType]
  /// The least number, where an editor takes the scalar for one.
  let minimum: Int?
  let maximum: Int?
  let accepts: @Sendable (String) -> Bool
  /// What to do about a text that isn't accepted.
  let hint: @Sendable (String) -> String?

  init(
    words: String, pattern: String? = nil, choices: [String] = [], plainTypes: [PlainType] = [], minimum: Int? = nil,
    maximum: Int? = nil, accepts: @escaping @Sendable (String) -> Bool,
    hint: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.words = words
    self.pattern = pattern
    self.choices = choices
    self.plainTypes = plainTypes
    self.minimum = minimum
    self.maximum = maximum
    self.accepts = accepts
    self.hint = hint
  }
}

extension ScalarRule {
  static let text = ScalarRule(words: "a text", plainTypes: [.number, .boolean]) { _ in true }

  /// Free text that can't be left empty.
  static let words = ScalarRule(
    words: "a text", pattern: "\\S", plainTypes: [.number, .boolean], accepts: \.hasWords)

  /// Names of steps and phases are resolved by the planner, which knows the whole run.
  static let reference = ScalarRule(
    words: "the name of a step or phase", pattern: "^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)?$",
    plainTypes: [.boolean],
    accepts: { text in
      if NameRule.isName(text) { return true }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count <= 2 && parts.allSatisfy { NameRule.isName(String($0)) }
    })

  static let path = ScalarRule(words: "a path", pattern: "\\S", plainTypes: [.number]) {
    $0.hasWords && !$0.hasByte(0)
  }

  static let name = ScalarRule(
    words: "a name of letters, digits, `_` and `-` that doesn't begin with a digit",
    pattern: "^[A-Za-z_][A-Za-z0-9_-]*$", plainTypes: [.boolean], accepts: NameRule.isName)

  static let variable = ScalarRule(
    words: "the name of an environment variable, of letters, digits and `_`",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$", plainTypes: [.boolean], accepts: NameRule.isVariable,
    hint: { NameRule.variable(for: $0).flatMap { $0 == "_" ? nil : "write \($0)" } })

  static let duration = ScalarRule(
    words: "a duration such as 30m",
    pattern: "^(?=.)([0-9]+(\\.[0-9]+)?d)?([0-9]+(\\.[0-9]+)?h)?([0-9]+(\\.[0-9]+)?m)?([0-9]+(\\.[0-9]+)?s)?"
      + "([0-9]+(\\.[0-9]+)?ms)?$",
    accepts: { Duration(runbookText: $0) != nil },
    hint: { $0.allSatisfy(\.isNumber) && !$0.isEmpty ? "say the unit: \($0)s, \($0)m, \($0)h or \($0)d" : nil })

  static let durationOrNone = ScalarRule(
    words: "a duration such as 24h, or none", pattern: "^none$|" + (duration.pattern ?? ""),
    accepts: { $0 == "none" || duration.accepts($0) }, hint: duration.hint)

  static let boolean = ScalarRule(
    words: "true or false", choices: ["true", "false"], plainTypes: [.boolean],
    accepts: { ["true", "false"].contains($0) },
    hint: {
      switch $0.lowercased() {
      case "yes", "on", "y", "true": "write true"
      case "no", "off", "n", "false": "write false"
      default: nil
      }
    })

  static func choice(_ words: [String]) -> ScalarRule {
    let list = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    return ScalarRule(words: list, choices: words, accepts: { words.contains($0) })
  }
}

extension String {
  /// Whether it is more than white space; a visible character of ASCII settles that at once.
  fileprivate var hasWords: Bool {
    utf8.contains { (0x21...0x7E).contains($0) } || contains { !$0.isWhitespace }
  }
}
