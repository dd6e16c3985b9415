/// The matchers of `expect`.
enum ExpectationFormat {
  static let expectation = MappingFormat(
    name: "expect",
    keys: [
      KeyFormat("exit", .oneOrMany(.text(.exitStatus)), "Exit statuses that are accepted; 0 without it."),
      KeyFormat("status", .oneOrMany(.text(.status)), "HTTP statuses that are accepted, such as 200 or 2xx."),
      KeyFormat("contains", .oneOrMany(.text(.nonEmpty)), "Texts that must stand in the answer, each of them."),
      KeyFormat("matches", .oneOrMany(.text(.nonEmpty)), "Regular expressions that must be found, each of them."),
      KeyFormat("equals", .text(), "What the whole answer must be."),
      KeyFormat("lines", .text(.bound), "How many lines the answer must have: 5, >= 1, 1..20."),
      KeyFormat("json", .table(names: .words, of: .text()), "Paths into a JSON answer and what stands there."),
      KeyFormat("rows", .text(.bound), "How many rows a query must give: 5, >= 1, 1..20."),
      KeyFormat(
        "known_good", .either([.text(.name), .mapping(beside)]), "The recorded answer that this one must equal."),
      KeyFormat("certificate_days", .text(.bound), "How many days the certificate must still be valid: >= 14."),
      KeyFormat("faster_than", .text(.duration), "The longest time that the answer may take."),
    ])

  static let beside = MappingFormat(
    name: "known_good",
    keys: [
      KeyFormat("beside", .text(.path), required: true, "The path of the backup beside which the answer was recorded.")
    ])
}

extension ScalarRule {
  static let nonEmpty = ScalarRule(
    words: "a text that isn't empty", pattern: "[\\s\\S]", plainTypes: [.number, .boolean]
  ) {
    !$0.isEmpty
  }

  static let status = ScalarRule(
    words: "a status such as 200 or 2xx", pattern: "^[1-5]([0-9][0-9]|xx)$", plainTypes: [.integer], minimum: 100,
    maximum: 599,
    accepts: { text in
      guard text.count == 3, let first = text.first, ("1"..."5").contains(first) else { return false }
      return text.dropFirst() == "xx" || text.utf8.allSatisfy { (48...57).contains($0) }
    })

  /// Bounds are read by `CountBound`; here only their letters are looked at, because a value may stand in one.
  static let bound = ScalarRule(
    words: "a bound such as 5, >= 1 or 1..20", pattern: "^[ 0-9<>=.]+$|\\{\\{", plainTypes: [.integer],
    accepts: { $0.contains("{{") || (!$0.isEmpty && $0.allSatisfy { " 0123456789<>=.".contains($0) }) })
}
