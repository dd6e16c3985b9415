internal import RunbookModel

/// Reads the matchers of `expect`.
enum ExpectationDecoder {
  static func expectation(_ reader: MappingReader) -> Expectation {
    Expectation(
      location: reader.location, exit: reader.strings("exit").compactMap { Int($0) }, status: reader.strings("status"),
      contains: reader.texts("contains"), matches: reader.texts("matches"), equals: reader.text("equals"),
      lines: reader.text("lines"), rows: reader.text("rows"), json: json(reader), headers: headers(reader),
      knownGood: knownGood(reader), certificateDays: reader.text("certificate_days"),
      fasterThan: reader.duration("faster_than"), firstByte: reader.duration("first_byte"))
  }

  private static func json(_ reader: MappingReader) -> [JSONExpectation] {
    reader.entries("json").compactMap { entry in entry.text.map { JSONExpectation(path: entry.name, equals: $0) } }
  }

  private static func headers(_ reader: MappingReader) -> [HeaderExpectation] {
    reader.entries("headers").compactMap { entry in
      entry.text.map { HeaderExpectation(name: entry.name.text, equals: $0) }
    }
  }

  private static func knownGood(_ reader: MappingReader) -> KnownGoodExpectation? {
    guard let detail = reader.reader("known_good") else {
      return reader.text("known_good").map { KnownGoodExpectation(.named($0.text)) }
    }
    let source: KnownGoodExpectation.Source? =
      detail.text("beside").map { .beside($0) } ?? detail.string("name").map { .named($0) }
    return source.map {
      KnownGoodExpectation(
        $0, masks: detail.texts("mask"), anyOrder: detail.flag("any_order"),
        numbersWithin: detail.string("numbers_within").flatMap { Double($0.dropLast()) }, rows: detail.text("rows"))
    }
  }
}
