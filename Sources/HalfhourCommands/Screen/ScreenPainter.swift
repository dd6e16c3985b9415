/// Turns pictures into what a terminal must be sent; only rows that changed are written again.
///
/// The window belongs to the painter. What is to stay goes through its first rows into the terminal's own memory of
/// lines, so that a person can scroll back to it.
struct ScreenPainter {
  struct Size: Hashable, Sendable {
    var columns: Int
    var rows: Int
  }

  let look: TerminalLook
  /// What the window's rows show; nil where nobody knows.
  private var shown: [String?] = []
  private var size = Size(columns: 0, rows: 0)

  init(look: TerminalLook) { self.look = look }

  /// Moves what stands in the window out of the way, and hides the cursor.
  mutating func begin(_ size: Size) -> String {
    self.size = size
    shown = Array(repeating: "", count: size.rows)
    return "\r" + String(repeating: "\n", count: max(0, size.rows - 1)) + Self.taking
  }

  /// Leaves the window to another program, which is to find it as a shell does.
  mutating func pause() -> String {
    forget()
    return "\u{1B}[2J\u{1B}[1;1H" + Self.leaving
  }

  /// Takes the window back.
  mutating func goOn() -> String {
    forget()
    return Self.taking
  }

  /// From here on nothing is known of what the window shows.
  mutating func forget() { shown = Array(repeating: nil, count: size.rows) }

  /// One frame: first the lines that stay, then the picture; empty when nothing changes.
  mutating func frame(_ lines: [ScreenLine], size: Size, staying: [String] = []) -> String {
    let changes = take(size) + push(staying) + rewrite(lines)
    return changes.isEmpty ? "" : Self.opening + changes + Self.closing
  }

  /// The last picture stays; what is printed next stands below it.
  mutating func end(_ lines: [ScreenLine], size: Size, staying: [String]) -> String {
    let last = min(lines.count, size.rows)
    let below = last == size.rows ? "\u{1B}[\(max(1, last));1H\r\n" : "\u{1B}[\(last + 1);1H"
    return frame(lines, size: size, staying: staying) + below + Self.leaving
  }

  // No cursor, and pastes are marked as such (xterm's mode 2004).
  private static let taking = "\u{1B}[?25l\u{1B}[?2004h"
  private static let leaving = "\u{1B}[?2004l\u{1B}[?25h"
  // A synchronized update (DEC mode 2026; unknown modes are ignored), and no wrapping, should a width be misjudged.
  private static let opening = "\u{1B}[?2026h\u{1B}[?7l"
  // With the cursor at the top, a window that shrinks loses rows of the picture rather than pushing them into memory.
  private static let closing = "\u{1B}[?7h\u{1B}[1;1H\u{1B}[?2026l"

  /// A window that grows fetches lines back from the terminal's memory at its top: they are sent there again.
  private mutating func take(_ size: Size) -> String {
    guard size != self.size else { return "" }
    let grown = max(0, size.rows - self.size.rows)
    self.size = size
    forget()
    return grown == 0 ? "" : "\u{1B}[\(size.rows);1H" + String(repeating: "\n", count: grown)
  }

  private mutating func push(_ staying: [String]) -> String {
    guard size.rows > 0 else { return "" }
    var result = ""
    let rows = staying.flatMap { WrappedText.lines($0, width: size.columns, most: 3) }
    for start in stride(from: 0, to: rows.count, by: size.rows) {
      let chunk = rows[start..<min(rows.count, start + size.rows)]
      for (row, text) in chunk.enumerated() { result += write(ScreenLine(text), in: row) }
      result += "\u{1B}[\(size.rows);1H" + String(repeating: "\n", count: chunk.count)
      shown = shown.dropFirst(chunk.count) + Array(repeating: "", count: chunk.count)
    }
    return result
  }

  private mutating func rewrite(_ lines: [ScreenLine]) -> String {
    var result = ""
    for row in 0..<size.rows {
      let line = row < lines.count ? lines[row].cut(to: size.columns) : ScreenLine()
      let text = encoded(line)
      guard shown[row] != text else { continue }
      // A row that a terminal broke when it was resized belongs to the one before until it is cleared.
      if shown[row] == nil { result += "\u{1B}[\(row + 1);1H\u{1B}[2K" }
      shown[row] = text
      result += write(line, in: row)
    }
    return result
  }

  /// Written over what stood there, so that nothing is blank in between; behind a full row there is nothing to clear.
  private func write(_ line: ScreenLine, in row: Int) -> String {
    "\u{1B}[\(row + 1);1H\(encoded(line))" + (line.width < size.columns ? "\u{1B}[K" : "")
  }

  private func encoded(_ line: ScreenLine) -> String {
    line.pieces.map { piece in
      let text = look.unicode ? piece.text : Self.ascii(piece.text)
      let sequence = piece.style.sequence(colours: look.colours)
      return sequence.isEmpty ? text : "\(sequence)\(text)\u{1B}[0m"
    }.joined()
  }

  /// As wide as the text, in characters that every terminal has.
  private static func ascii(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "█": "#"
      case "░": "."
      case "·": "-"
      case "…": "~"
      case _ where scalar.isASCII: String(scalar)
      default: String(repeating: "?", count: DisplayWidth.of(scalar))
      }
    }.joined()
  }
}
