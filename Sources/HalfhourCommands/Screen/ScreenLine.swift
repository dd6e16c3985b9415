/// A line of text in which pieces have meanings; its text is clean from the beginning.
struct ScreenLine: Hashable, Sendable {
  struct Piece: Hashable, Sendable {
    var text: String
    var style: ScreenStyle
  }

  private(set) var pieces: [Piece] = []
  private(set) var width = 0

  init() {}

  init(_ text: String, _ style: ScreenStyle = .plain) { add(text, style) }

  mutating func add(_ text: String, _ style: ScreenStyle = .plain) {
    let clean = DisplayText.clean(text)
    guard !clean.isEmpty else { return }
    pieces.append(Piece(text: clean, style: style))
    width += DisplayWidth.of(clean)
  }

  static func + (line: ScreenLine, other: ScreenLine) -> ScreenLine {
    var result = line
    result.pieces += other.pieces
    result.width += other.width
    return result
  }

  var text: String { pieces.map(\.text).joined() }

  /// At most this wide; an ellipsis stands for what is missing.
  func cut(to limit: Int) -> ScreenLine {
    guard width > limit else { return self }
    guard limit > 0 else { return ScreenLine() }
    var result = ScreenLine()
    for piece in pieces {
      let room = limit - 1 - result.width
      let (kept, width) = piece.text.fitting(room)
      if !kept.isEmpty { result.pieces.append(Piece(text: kept, style: piece.style)) }
      result.width += width
      if kept.count < piece.text.count {
        result.pieces.append(Piece(text: "…", style: piece.style))
        result.width += 1
        break
      }
    }
    return result
  }

  /// Exactly this wide, cut or filled with spaces.
  func column(_ columns: Int) -> ScreenLine {
    var result = cut(to: columns)
    let missing = columns - result.width
    if missing > 0 { result.add(String(repeating: " ", count: missing)) }
    return result
  }

  /// With `right` at the end of a line of this width; where there is no room for both, the left part gives way.
  func withEnd(_ right: ScreenLine, width: Int) -> ScreenLine {
    guard right.width > 0, right.width + 8 < width else { return cut(to: width) }
    return column(width - right.width - 1) + ScreenLine(" ") + right
  }
}

extension String {
  /// The longest beginning that takes no more than this many columns, and how many it takes.
  fileprivate func fitting(_ columns: Int) -> (String, Int) {
    var taken = 0
    var end = startIndex
    for index in indices {
      let width = DisplayWidth.of(String(self[index]))
      guard taken + width <= columns else { return (String(self[..<end]), taken) }
      taken += width
      end = self.index(after: index)
    }
    return (self, taken)
  }
}
