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
  @Seldom package var knownGood: KnownGoodReference?
  @Seldom package var certificateDays: SourceText?
  @OptionalDurationText package var fasterThan: Duration?

  package init(
    location: SourceLocation, exit: [Int] = [], status: [String] = [], contains: [SourceText] = [],
    matches: [SourceText] = [], equals: SourceText? = nil, lines: SourceText? = nil, rows: SourceText? = nil,
    json: [JSONExpectation] = [], knownGood: KnownGoodReference? = nil, certificateDays: SourceText? = nil,
    fasterThan: Duration? = nil
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
    self.knownGood = knownGood
    self.certificateDays = certificateDays
    _fasterThan = OptionalDurationText(wrappedValue: fasterThan)
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

/// Where the recorded answer is found that a check compares with.
package enum KnownGoodReference: Hashable, Sendable {
  /// In the site's store, under this name.
  case named(String)
  /// Captured beside the backup whose path the text yields.
  case beside(SourceText)
}
