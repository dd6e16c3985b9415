internal import CLibYAML
internal import RunbookModel

/// The checked bytes of a file with the start of each line, to look up what stands at a position.
///
/// It borrows the bytes, so it lives no longer than the closure that lent them.
struct SourceBytes {
  let bytes: UnsafeRawBufferPointer
  let file: String
  let lineStarts: [UInt32]
  /// Where the last look-up ended: look-ups move forward, so a long line isn't walked from its start each time.
  private var cursor = (line: 0, column: 0, offset: 0)

  init(checking bytes: UnsafeRawBufferPointer, file: String) throws(Diagnostic) {
    self.bytes = bytes
    self.file = file
    self.lineStarts = try ByteCheck(bytes: bytes, file: file).lineStarts()
  }

  /// The byte that the line, counted from 0, begins at; the end of the file behind the last line.
  func start(ofLine line: Int) -> Int {
    line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
  }

  /// A place as libyaml counts it, from 0; it counts a line that isn't there when the last one has no line break.
  func position(of mark: yaml_mark_t) -> SourcePosition {
    let last = lineStarts.count - 1
    guard Int(mark.line) > last else { return SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
    return SourcePosition(line: last + 1, column: text(ofLine: last).unicodeScalars.count + 1)
  }

  /// The byte at a line and column that count from 0; never beyond the end of the line.
  mutating func offset(line: Int, column: Int) -> Int {
    if line != cursor.line || column < cursor.column { cursor = (line, 0, start(ofLine: line)) }
    while cursor.column < column, cursor.offset < bytes.count, bytes[cursor.offset] != UInt8(ascii: "\n") {
      cursor.offset += 1
      while cursor.offset < bytes.count, bytes[cursor.offset] & 0xC0 == 0x80 { cursor.offset += 1 }
      cursor.column += 1
    }
    return cursor.offset
  }

  /// The line, counted from 0, without its line break.
  func text(ofLine line: Int) -> String {
    let start = start(ofLine: line)
    var end = self.start(ofLine: line + 1)
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return text(from: start, to: end)
  }

  func text(from start: Int, to end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The spaces with which the line, counted from 0, begins.
  func spaces(inLine line: Int) -> Int {
    bytes[start(ofLine: line)...].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// The column, counted from 0, of the first character other than a space in the first line from `line` that has one.
  func indentation(atOrBelow line: Int) -> Int {
    var column = 0
    for offset in start(ofLine: line)..<bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "): column += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): column = 0
      default: return column
      }
    }
    return 0
  }
}
