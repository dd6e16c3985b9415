/// What a check saw.
package struct Observation: Hashable, Sendable {
  package var exit: Int?
  /// Decoded with replacement characters where it isn't UTF-8.
  package var output: String
  /// The output went on, but only its beginning is here; matchers that need all of it don't hold.
  package var outputIsCut: Bool
  /// Of HTTP.
  package var status: Int?
  package var rows: Int?
  package var elapsed: Duration

  package init(
    exit: Int? = nil, output: String = "", outputIsCut: Bool = false, status: Int? = nil, rows: Int? = nil,
    elapsed: Duration = .zero
  ) {
    self.exit = exit
    self.output = output
    self.outputIsCut = outputIsCut
    self.status = status
    self.rows = rows
    self.elapsed = elapsed
  }
}
