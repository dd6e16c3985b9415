internal import RunbookModel

/// Follows a text that is folded or escaped through its file, to find where each of its characters stands.
///
/// The rules are those of YAML 1.1, chapters 5.7 (escapes), 9.1 (quoted and plain) and 9.2 (folded blocks), as libyaml reads them.
struct TurnSearch {
  private let scalar: YAMLScalar
  private let text: [Unicode.Scalar]
  private let bytes: UnsafeRawBufferPointer
  private var cursor: Cursor
  /// Where the line breaks of the text stand that come from the empty lines just passed.
  private var breaks: ArraySlice<SourcePosition> = []

  private struct Cursor {
    var offset: Int
    var place: SourcePosition
  }

  /// `offset` is that of the byte at which the content starts.
  init(_ scalar: YAMLScalar, in bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.scalar = scalar
    self.text = Array(scalar.text.unicodeScalars)
    self.bytes = bytes
    self.cursor = Cursor(offset: offset, place: scalar.contentStart)
  }

  mutating func turns() -> [SourceText.Turn] {
    var turns: [SourceText.Turn] = []
    var expected = scalar.contentStart
    for index in text.indices {
      guard let place = place(ofScalarAt: index) else { return turns }
      if place != expected { turns.append(Self.turn(at: index, place)) }
      expected = place
      if text[index] == "\n" {
        expected.line += 1
        expected.column = index + 1 < text.count && text[index + 1] == "\n" ? 1 : scalar.continuationColumn
      } else {
        expected.column += 1
      }
    }
    if text.last != "\n", cursor.place != expected { turns.append(Self.turn(at: text.count, cursor.place)) }
    return turns
  }

  private static func turn(at offset: Int, _ place: SourcePosition) -> SourceText.Turn {
    SourceText.Turn(offset: offset, line: Int(place.line), column: Int(place.column))
  }

  /// Goes behind the scalar; nil where the file ends before the text does.
  private mutating func place(ofScalarAt index: Int) -> SourcePosition? {
    while breaks.isEmpty, foldLine(before: index) {}
    if let place = breaks.popFirst() { return place }
    guard cursor.offset < bytes.count else { return nil }
    let place = cursor.place
    move(by: width())
    return place
  }

  /// The characters that the file has for the next one of the text.
  private func width() -> Int {
    switch (scalar.style, byte(cursor.offset)) {
    case (.singleQuoted, UInt8(ascii: "'")): 2
    case (.doubleQuoted, UInt8(ascii: "\\")):
      switch byte(cursor.offset + 1) {
      case UInt8(ascii: "x"): 4
      case UInt8(ascii: "u"): 6
      case UInt8(ascii: "U"): 10
      default: 2
      }
    default: 1
    }
  }

  /// Goes behind line breaks that stand here, to the first character of a line that isn't empty; false where there are none.
  ///
  /// A line break that is escaped leaves no trace in the text, and another may stand right behind it.
  private mutating func foldLine(before index: Int) -> Bool {
    let isBlock = scalar.style == .folded
    let isEscaped = scalar.style == .doubleQuoted && byte(cursor.offset) == UInt8(ascii: "\\")
    guard let lineEnd = lineBreak(from: cursor.offset + (isEscaped ? 1 : 0), skippingSpaces: !isBlock && !isEscaped)
    else { return false }
    var places = [cursor.place]
    go(behind: lineEnd)
    while let lineEnd = lineBreak(from: cursor.offset, skippingSpaces: !isBlock) {
      places.append(SourcePosition(line: Int(cursor.place.line), column: 1))
      go(behind: lineEnd)
    }
    if !isBlock { while isSpace(byte(cursor.offset)) { move(by: 1) } }
    let count =
      if isBlock {
        max(1, text[index...].prefix { $0 == "\n" }.count)
      } else {
        places.count == 1 && !isEscaped ? 1 : places.count - 1
      }
    // At a text's end the empty lines are those that were cut off, elsewhere the first break is the one that was folded.
    breaks = index + count == text.count ? places.prefix(count) : places.suffix(count)
    return true
  }

  /// The offset of the line feed that ends this line, unless something else stands before it.
  private func lineBreak(from offset: Int, skippingSpaces: Bool) -> Int? {
    var offset = offset
    if skippingSpaces { while isSpace(byte(offset)) { offset += 1 } }
    if byte(offset) == UInt8(ascii: "\r") { offset += 1 }
    return byte(offset) == UInt8(ascii: "\n") ? offset : nil
  }

  /// To the next line, in a block behind the indentation that all of its lines have.
  private mutating func go(behind lineEnd: Int) {
    cursor = Cursor(offset: lineEnd + 1, place: SourcePosition(line: Int(cursor.place.line) + 1, column: 1))
    guard scalar.style == .folded else { return }
    while cursor.place.column < scalar.continuationColumn, byte(cursor.offset) == UInt8(ascii: " ") { move(by: 1) }
  }

  private mutating func move(by count: Int) {
    for _ in 0..<count where cursor.offset < bytes.count {
      cursor.offset += 1
      while byte(cursor.offset) & 0xC0 == 0x80 { cursor.offset += 1 }
      cursor.place.column += 1
    }
  }

  /// 0 behind the last one; the bytes hold no other.
  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
