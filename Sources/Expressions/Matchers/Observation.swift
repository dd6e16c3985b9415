/// What a check saw.
package struct Observation: Hashable, Sendable {
  package var exit: Int?
  /// Decoded with replacement characters where it isn't UTF-8; of a table its text.
  package var output: String
  /// The output went on, but only its beginning is here; matchers that need all of it don't hold.
  package var outputIsCut: Bool
  /// Of HTTP.
  package var status: Int?
  /// Of HTTP, in the order in which they came.
  package var headers: [Header]
  /// Of HTTP, from when the request began.
  package var firstByte: Duration?
  /// How many whole days the certificate that was shown is still valid; negative once it has expired.
  package var certificateDays: Int?
  /// Of SQL.
  package var table: RowTable?
  package var elapsed: Duration

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    exit: Int? = nil, output: String = "", outputIsCut: Bool = false, status: Int? = nil, headers: [Header] = [],
    firstByte: Duration? = nil, certificateDays: Int? = nil, table: RowTable? = nil, elapsed: Duration = .zero
  ) {
    self.exit = exit
    self.output = output
    self.outputIsCut = outputIsCut
    self.status = status
    self.headers = headers
    self.firstByte = firstByte
    self.certificateDays = certificateDays
    self.table = table
    self.elapsed = elapsed
  }
}
