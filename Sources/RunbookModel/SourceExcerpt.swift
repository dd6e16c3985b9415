/// A source line with a caret below one of its characters, cut to a width in terminal columns.
struct SourceExcerpt {
  let line: Substring.UnicodeScalarView
  /// The character, counted from 1; one behind the last stands for the end of the line.
  let column: Int
  let width: Int

  /// Two lines, each indented by two spaces and ended by a line feed.
  var text: String {
    let cells = line.map { Self.cell($0) }
    let caret = min(max(column - 1, 0), cells.count)
    var (first, last) = (0, cells.count)
    if cells.reduce(0, { $0 + $1.width }) > width { (first, last) = window(around: caret, in: cells) }
    let before = (first > 0 ? "…" : "") + cells[first..<caret].map(\.text).joined()
    let behind = cells[caret..<last].map(\.text).joined() + (last < cells.count ? "…" : "")
    let indentation = cells[first..<caret].reduce(first > 0 ? 1 : 0) { $0 + $1.width }
    return "  \(before)\(behind)\n  \(String(repeating: " ", count: indentation))^\n"
  }

  /// Cells around the caret that fit with an ellipsis at both ends, two thirds of them before it.
  private func window(around caret: Int, in cells: [(text: String, width: Int)]) -> (Int, Int) {
    var (first, last, room) = (caret, caret, width - 3)
    var roomBefore = room * 2 / 3
    while first > 0, cells[first - 1].width <= roomBefore {
      first -= 1
      roomBefore -= cells[first].width
      room -= cells[first].width
    }
    while last < cells.count, cells[last].width <= room {
      room -= cells[last].width
      last += 1
    }
    while first > 0, cells[first - 1].width <= room {
      first -= 1
      room -= cells[first].width
    }
    return (first, last)
  }

  /// What is shown for a character, and its columns; a tab is one space, so that the caret stays below its place.
  private static func cell(_ scalar: Unicode.Scalar) -> (text: String, width: Int) {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return (String(scalar), 1) }
    if scalar == "\t" { return (" ", 1) }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator:
      return ("\u{FFFD}", 1)
    case .format:
      return scalar == "\u{200D}" ? (String(scalar), 0) : ("\u{FFFD}", 1)
    case .nonspacingMark, .enclosingMark:
      return (String(scalar), 0)
    default:
      return (String(scalar), isWide(scalar) ? 2 : 1)
    }
  }

  /// East Asian wide and full-width characters and pictures, after Unicode's UAX #11 in blocks.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isEmojiPresentation { return true }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return true
    default:
      return false
    }
  }
}
