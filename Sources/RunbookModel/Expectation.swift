/// What must hold of a step's answer; everything that is given must hold together.
package struct Expectation: Hashable, Sendable {
  package var location: SourceLocation
  /// Exit statuses that are accepted; 0 alone without it.
  package var exit: [Int]
  /// Codes of HTTP, such as `200` or `2xx`.
  package var status: [String]
  package var contains: [SourceText]
  package var matches: [SourceText]
  @Seldom package var equals: SourceText?
  /// Bounds such as `5`, `">= 1"`, `"1..20"`.
  @Seldom package var lines: SourceText?
  @Seldom package var rows: SourceText?
  package var json: [JSONExpectation]
  /// Of HTTP.
  package var headers: [HeaderExpectation]
  @Seldom package var knownGood: KnownGoodExpectation?
  @Seldom package var certificateDays: SourceText?
  @OptionalDurationText package var fasterThan: Duration?
  /// How long the first byte of an HTTP answer may take, from when the request began.
  @OptionalDurationText package var firstByte: Duration?

  package init(
    location: SourceLocation, exit: [Int] = [], status: [String] = [], contains: [SourceText] = [],
    matches: [SourceText] = [], equals: SourceText? = nil, lines: SourceText? = nil, rows: SourceText? = nil,
    json: [JSONExpectation] = [], headers: [HeaderExpectation] = [], knownGood: KnownGoodExpectation? = nil,
    certificateDays: SourceText? = nil, fasterThan: Duration? = nil, firstByte: Duration? = nil
  ) {
    self.location = location
    self.exit = exit
    self.status = status
    self.contains = contains
    self.matches = matches
    self.equals = equals
    self.lines = lines
    self.rows = rows
    self.json = json
    self.headers = headers
    self.knownGood = knownGood
    self.certificateDays = certificateDays
    _fasterThan = OptionalDurationText(wrappedValue: fasterThan)
    _firstByte = OptionalDurationText(wrappedValue: firstByte)
  }
}

/// One value within a JSON answer and what it must be.
package struct JSONExpectation: Hashable, Sendable, Decodable {
  package var path: SourceText
  package var equals: SourceText

  package init(path: SourceText, equals: SourceText) {
    self.path = path
    self.equals = equals
  }
}

/// One header of an HTTP answer and what it must be; its name in any case.
package struct HeaderExpectation: Hashable, Sendable, Decodable {
  package var name: String
  package var equals: SourceText

  package init(name: String, equals: SourceText) {
    self.name = name
    self.equals = equals
  }
}

/// A recorded answer that a check's answer is compared with, and what may differ.
package struct KnownGoodExpectation: Hashable, Sendable {
  /// Where the recorded answer is found.
  package enum Source: Hashable, Sendable {
    /// In the site's store, under this name.
    case named(String)
    /// Captured beside the backup whose path the text yields; `host:path` is on a host, as in `copy`.
    case beside(SourceText)
  }

  package var source: Source
  /// Whether the answer stands in the site's store, rather than beside a backup.
  package var isNamed: Bool { if case .named = source { true } else { false } }
  /// What these regular expressions find counts as equal.
  package var masks: [SourceText]
  package var anyOrder: Bool
  /// How far a number may be from the recorded one, in percent of that one; `5%` is 5.
  package var numbersWithin: Double?
  /// How many rows or lines there must be, in percent of the recorded number; then contents aren't compared.
  package var rows: SourceText?

  package init(
    _ source: Source, masks: [SourceText] = [], anyOrder: Bool = false, numbersWithin: Double? = nil,
    rows: SourceText? = nil
  ) {
    self.source = source
    self.masks = masks
    self.anyOrder = anyOrder
    self.numbersWithin = numbersWithin
    self.rows = rows
  }
}
