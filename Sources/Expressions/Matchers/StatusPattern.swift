package import RunbookModel

/// Which answers of HTTP are accepted: one code such as `204`, or a class such as `2xx`.
package struct StatusPattern: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  private let codes: ClosedRange<Int>

  /// Nil unless the text is a code from 100 to 599 or one of `1xx` to `5xx`.
  package init?(_ text: String) {
    guard text.utf8.count == 3, let first = text.first, ("1"..."5").contains(first),
      let hundreds = first.wholeNumberValue
    else { return nil }
    if text.dropFirst() == "xx" {
      codes = hundreds * 100...hundreds * 100 + 99
    } else if text.utf8.allSatisfy({ (48...57).contains($0) }), let code = Int(text) {
      codes = code...code
    } else {
      return nil
    }
    description = text
  }

  package func holds(for code: Int) -> Bool { codes.contains(code) }

  /// Reads a status; nil comes with exactly one diagnostic, and a status with none.
  package static func parse(_ source: SourceText) -> (StatusPattern?, [Diagnostic]) {
    if let status = StatusPattern(source.text) { return (status, []) }
    let message = "\(Excerpt.quoted(source.text)) is not a status of HTTP"
    return (
      nil, [Diagnostic(.error, message, at: source.start, hint: "write a code such as 200, or a class such as 2xx")]
    )
  }
}
