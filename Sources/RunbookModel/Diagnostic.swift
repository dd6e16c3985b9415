/// Something that the author of a site or runbook file got wrong, and where.
package struct Diagnostic: Hashable, Sendable, Codable, Error {
  package enum Severity: String, Sendable, Codable {
    /// The file can't be used.
    case error
    /// The file can be used, but a person should look.
    case warning
  }

  /// A second place that belongs to the same mistake, such as the first of two duplicates.
  package struct Note: Hashable, Sendable, Codable {
    package var location: SourceLocation
    package var message: String

    package init(_ message: String, at location: SourceLocation) {
      self.location = location
      self.message = message
    }
  }

  package var severity: Severity
  package var location: SourceLocation
  /// One sentence without a full stop at its end: what is wrong.
  package var message: String
  /// What to do about it, such as `did you mean "timeout"?`.
  package var hint: String?
  package var notes: [Note]

  package init(
    _ severity: Severity, _ message: String, at location: SourceLocation, hint: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.location = location
    self.message = message
    self.hint = hint
    self.notes = notes
  }

  /// An error.
  package init(_ message: String, at location: SourceLocation, hint: String? = nil, notes: [Note] = []) {
    self.init(.error, message, at: location, hint: hint, notes: notes)
  }
}
