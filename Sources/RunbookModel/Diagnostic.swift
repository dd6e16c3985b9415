/// Something that the author of a site or runbook file got wrong, and where.
package struct Diagnostic: Hashable, Sendable, Error {
  package enum Severity: String, Sendable {
    /// The file can't be used.
    case error
    /// The file can be used, but a person should look.
    case warning
  }

  /// A second place that belongs to the same mistake, such as the first of two duplicates.
  package struct Note: Hashable, Sendable {
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

extension Diagnostic: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("hint", ifAny: hint)
      json.member("location", location)
      json.member("message", message)
      json.member("notes", notes)
      json.member("severity", severity)
    }
  }
}

extension Diagnostic.Note: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("location", location)
      json.member("message", message)
    }
  }
}

extension Diagnostic.Severity: JSONWritable {}
