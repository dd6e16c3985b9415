internal import RunbookModel

/// Refuses bytes that no text editor shows as they are: broken UTF-8, control characters, and unusual line breaks.
///
/// The unusual line breaks (a lone CR, U+0085, U+2028, U+2029) would also make libyaml count lines that no editor
/// shows.
struct ByteCheck {
  let bytes: UnsafeRawBufferPointer
  let file: String

  /// The bytes at which lines begin, or the first mistake.
  func lineStarts() throws(Diagnostic) -> [UInt32] {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 24 + 1)
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x20 && byte < 0x7F {
        offset += 1
      } else if byte == UInt8(ascii: "\n") {
        offset += 1
        starts.append(UInt32(truncatingIfNeeded: offset))
        try refuseTagDirective(at: offset, line: starts.count)
      } else if byte == UInt8(ascii: "\t") || (byte == UInt8(ascii: "\r") && self.byte(at: offset + 1) == 0x0A) {
        offset += 1
      } else if let length = scalarLength(at: offset) {
        offset += length
      } else {
        throw mistake(at: offset, lineStart: Int(starts[starts.count - 1]), line: starts.count)
      }
    }
    try refuseTagDirective(at: 0, line: 1)
    return starts
  }

  private func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func isContinuation(_ offset: Int) -> Bool { byte(at: offset) & 0xC0 == 0x80 }

  /// The length of the well-formed, permitted scalar beyond ASCII that begins here, after Unicode's table 3-7.
  private func scalarLength(at offset: Int) -> Int? {
    let second = byte(at: offset + 1)
    switch bytes[offset] {
    case 0xC2:
      return second >= 0xA0 && isContinuation(offset + 1) ? 2 : nil  // below it stand the C1 controls
    case 0xC3...0xDF:
      return isContinuation(offset + 1) ? 2 : nil
    case 0xE0...0xEF:
      guard isContinuation(offset + 1), isContinuation(offset + 2) else { return nil }
      let third = byte(at: offset + 2)
      switch (bytes[offset], second, third) {
      case (0xE0, ..<0xA0, _), (0xED, 0xA0..., _): return nil  // overlong, surrogates
      case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return nil  // line and paragraph separator
      case (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xBE...): return nil  // byte order mark, not a character
      default: return 3
      }
    case 0xF0...0xF4:
      guard isContinuation(offset + 1), isContinuation(offset + 2), isContinuation(offset + 3) else { return nil }
      if bytes[offset] == 0xF0 && second < 0x90 || bytes[offset] == 0xF4 && second > 0x8F { return nil }
      return 4
    default:
      return nil
    }
  }

  private func mistake(at offset: Int, lineStart: Int, line: Int) -> Diagnostic {
    let column = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1
    let location = SourceLocation(file: file, line: line, column: column)
    var decoder = UTF8()
    var rest = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
      return Diagnostic(
        .error,
        "the byte 0x\(hexadecimal(UInt32(bytes[offset]), digits: 2)) isn't UTF-8", at: location,
        hint: "save the file as UTF-8; it may be in an older encoding such as Latin-1")
    }
    let name = "U+\(hexadecimal(scalar.value, digits: 4))"
    switch scalar.value {
    case 0:
      return Diagnostic(
        .error,
        "the file holds a NUL byte", at: location, hint: "is it a text file? If it is UTF-16, save it as UTF-8")
    case 0x0D, 0x85, 0x2028, 0x2029:
      return Diagnostic(
        .error,
        "\(name) is used as a line break", at: location,
        hint: "end lines with LF or CRLF; inside double quotes, write \\r, \\N, \\L or \\P")
    default:
      return Diagnostic(
        .error,
        "the invisible character \(name) isn't allowed", at: location,
        hint: "delete it, or write it as an escape inside double quotes")
    }
  }

  private func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// libyaml compares each %TAG with all others, which a hostile file can make last for hours.
  private func refuseTagDirective(at offset: Int, line: Int) throws(Diagnostic) {
    guard byte(at: offset) == UInt8(ascii: "%"), bytes[offset...].starts(with: "%TAG".utf8) else { return }
    throw Diagnostic(
      .error,
      "tags aren't used here, so %TAG has no meaning", at: SourceLocation(file: file, line: line, column: 1),
      hint: "delete this line")
  }
}
