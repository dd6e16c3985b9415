/// A text in single or double quotes, with `\n`, `\t`, `\r`, `\\`, `\"` and `\'` within; for texts and conditions
/// alike.
enum QuotedText {
  struct Problem: Error {
    var message: String
    var offset: Int
    var hint: String?
  }

  /// Reads from the opening quote at `start`; gives the content and the offset behind the closing quote.
  static func read(_ scalars: [Unicode.Scalar], from start: Int) throws(Problem) -> (text: String, end: Int) {
    let quote = scalars[start]
    var text = String.UnicodeScalarView()
    var offset = start + 1
    while offset < scalars.count {
      let scalar = scalars[offset]
      if scalar == quote { return (String(text), offset + 1) }
      guard scalar == "\\" else {
        text.append(scalar)
        offset += 1
        continue
      }
      guard offset + 1 < scalars.count else { break }
      guard let escaped = escapes[scalars[offset + 1]] else {
        throw Problem(
          message: "\\\(scalars[offset + 1]) is not an escape", offset: offset,
          hint: #"write \\ for a backslash; \n, \t, \r, \" and \' are known, too"#)
      }
      text.append(escaped)
      offset += 2
    }
    throw Problem(message: "a quote is never closed", offset: start, hint: "end the text with \(quote)")
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "\"": "\"", "'": "'",
  ]
}
