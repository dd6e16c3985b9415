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
        "known_good", .either([.text(.name), .mapping(knownGood)]), "The recorded answer that this one must equal."),
      KeyFormat("headers", .table(names: .words, of: .text()), "Headers of the answer, and what each must be."),
      KeyFormat("first_byte", .text(.duration), "The longest time to the first byte of the answer."),
      KeyFormat("certificate_days", .text(.bound), "How many days the certificate must still be valid: >= 14."),
      KeyFormat("faster_than", .text(.duration), "The longest time that the answer may take."),
    ])

  static let knownGood = MappingFormat(
    name: "known_good",
    keys: [
      KeyFormat("name", .text(.name), "The recorded answer in the site's store."),
      KeyFormat("beside", .text(.path), "The path of the backup beside which the answer was captured."),
      KeyFormat("mask", .oneOrMany(.text(.nonEmpty)), "Regular expressions; what they find counts as equal."),
      KeyFormat("any_order", .text(.boolean), "Rows or lines may come in any order."),
      KeyFormat("numbers_within", .text(.percentage), "How far numbers may be from the recorded ones, such as 5%."),
      KeyFormat(
        "rows", .text(.relativeBound), "Compares how many rows or lines there are, and nothing else: >= 99%."),
    ], exactlyOne: ["name", "beside"])
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

  static let percentage = ScalarRule(
    words: "a percentage such as 5%", pattern: "^[0-9]{1,3}([.][0-9]{1,3})?%$",
    accepts: { $0.hasSuffix("%") && Double($0.dropLast()).map { (0...999).contains($0) } == true })

  /// `>= 99%`, `<= 110%` or `95%..105%`, of the recorded number; "of known good" may follow.
  static let relativeBound = ScalarRule(
    words: "a bound such as >= 99%", pattern: "^[ 0-9<>=.]+%( of known good)?$|%[.][.]",
    accepts: { $0.contains("%") && $0.allSatisfy { " 0123456789<>=.%ofknwgd".contains($0) } })
}
