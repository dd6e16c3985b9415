import Glibc

/// What a job said last, which is mostly why it failed.
enum LastLine {
  private static let mostRead = 4_096
  private static let mostShown = 200

  /// The last line of a log that says something, fit to be shown; nil where there is none.
  static func of(_ log: String, length: Int) -> String? {
    let file = open(log, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: min(mostRead, max(0, length)))
    let start = length - bytes.count
    var count = pread(file, &bytes, bytes.count, off_t(start))
    while count < 0 && errno == EINTR { count = pread(file, &bytes, bytes.count, off_t(start)) }
    guard count > 0 else { return nil }
    return shown(in: bytes.prefix(count), isWhole: start == 0)
  }

  /// The beginning of a text that is not whole belongs to a line whose own beginning is missing, and says so.
  static func shown(in bytes: ArraySlice<UInt8>, isWhole: Bool) -> String? {
    let lines = bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    for line in lines.reversed() {
      let text = withoutPlaces(plain(String(decoding: line, as: UTF8.self)))
      guard text.contains(where: { $0 != " " }) else { continue }
      let isCut = !isWhole && line.startIndex == bytes.startIndex
      return (isCut ? "…" : "") + (text.count > mostShown ? text.prefix(mostShown) + "…" : text)
    }
    return nil
  }

  /// A shell names the file and line of a complaint; those of our own files tell a person nothing.
  private static func withoutPlaces(_ line: String) -> String {
    for name in ["/script: ", "/supervisor: "] {
      guard let end = line.firstRange(of: name), line.hasPrefix("/") else { continue }
      let rest = line[end.upperBound...]
      let number = rest.prefix { $0.isNumber }
      let words = number.isEmpty ? rest : rest.dropFirst(number.count).drop { $0 == ":" || $0 == " " }
      if !words.isEmpty { return withoutPlaces(String(words)) }
    }
    return line
  }

  /// Without escape sequences and control characters, and without blanks around it.
  private static func plain(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" || scalar == "\u{9B}" {
        dropSequence(&rest, isOpen: scalar == "\u{9B}")
      } else if scalar == "\t" {
        result.append(" ")
      } else if !isHidden(scalar) {
        result.append(scalar)
      }
    }
    let text = String(result)
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// What follows an escape: a control sequence up to its final byte, a string up to its end, or one character.
  private static func dropSequence(_ rest: inout Substring.UnicodeScalarView, isOpen: Bool) {
    let kind = isOpen ? "[" : rest.popFirst()
    switch kind {
    case "[": while let scalar = rest.popFirst(), !(0x40...0x7E).contains(scalar.value) {}
    case "]", "P", "X", "^", "_":
      while let scalar = rest.popFirst(), scalar != "\u{07}" {
        guard scalar == "\u{1B}" else { continue }
        _ = rest.popFirst()
        return
      }
    default: break
    }
  }
}
