/// One expectation that didn't hold, in words for a person who is tired.
package struct Mismatch: Hashable, Sendable, Codable {
  /// The key of the expectation as the author wrote it, such as `contains`.
  package var matcher: String
  package var expected: String
  /// May have several lines; cut to a size that can be read.
  package var observed: String

  package init(matcher: String, expected: String, observed: String) {
    self.matcher = matcher
    self.expected = expected
    self.observed = observed
  }
}
