internal import RunbookModel

/// Reads the matchers of `expect`.
enum ExpectationDecoder {
  static func expectation(_ reader: MappingReader) -> Expectation {
    Expectation(
      location: reader.location, exit: reader.strings("exit").compactMap { Int($0) }, status: reader.strings("status"),
      contains: reader.texts("contains"), matches: reader.texts("matches"), equals: reader.text("equals"),
      lines: reader.text("lines"), rows: reader.text("rows"), json: json(reader), knownGood: knownGood(reader),
      certificateDays: reader.text("certificate_days"), fasterThan: reader.duration("faster_than"))
  }

  private static func json(_ reader: MappingReader) -> [JSONExpectation] {
    reader.entries("json").compactMap { entry in entry.text.map { JSONExpectation(path: entry.name, equals: $0) } }
  }

  private static func knownGood(_ reader: MappingReader) -> KnownGoodReference? {
    if let beside = reader.reader("known_good") { return beside.text("beside").map { .beside($0) } }
    return reader.text("known_good").map { .named($0.text) }
  }
}
