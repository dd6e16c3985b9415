/// How much room text takes in a picture, reckoned for a wide sans-serif, since the reader's font is not known.
enum ChartText {
  /// The size of plain text, and that of quiet text.
  static let size = 12.5

  static func width(of text: String, size: Double = ChartText.size) -> Double {
    text.reduce(0.0) { $0 + advance($1) } * size
  }

  /// In one line, cut where it would be wider than the room.
  static func cut(_ text: String, to room: Double, size: Double = ChartText.size) -> String {
    let line = CellText.line(text, most: max(2, Int(room / size * 4) + 2))
    guard width(of: line, size: size) > room else { return line }
    var left = room / size - advance("…")
    var result = ""
    for character in line {
      left -= advance(character)
      guard left >= 0 else { break }
      result.append(character)
    }
    return result + "…"
  }

  /// In parts of the size of the letters.
  private static func advance(_ character: Character) -> Double {
    guard let first = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains(where: { $0.value >= 0x1100 && !isNarrow($0) }) { return 1.4 }
    switch first {
    case "i", "l", "j", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", " ", "\u{A0}", "!", "(", ")", "[", "]", "/",
      "-":
      return 0.42
    case "m", "w", "M", "W", "@", "%", "&": return 1
    case "a"..."z", "0"..."9": return 0.64
    default: return first.value < 0x80 ? 0.74 : 0.82
    }
  }

  private static func isNarrow(_ scalar: Unicode.Scalar) -> Bool { (0x2000...0x22FF).contains(scalar.value) }
}
