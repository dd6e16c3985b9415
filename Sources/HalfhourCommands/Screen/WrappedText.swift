/// Text broken between words; words that are too long for a line are broken anywhere.
enum WrappedText {
  /// At most `most` lines; the last one ends in an ellipsis where something is missing.
  static func lines(_ text: String, width: Int, most: Int) -> [String] {
    let clean = DisplayText.clean(text)
    guard DisplayWidth.of(clean) > width else { return clean.isEmpty ? [] : [clean] }
    var lines: [String] = []
    var line = ""
    for word in clean.split(separator: " ") {
      guard lines.count <= most else { break }
      let joined = line.isEmpty ? String(word) : "\(line) \(word)"
      if DisplayWidth.of(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if DisplayWidth.of(line) + DisplayWidth.of(String(character)) > width {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > most else { return lines }
    let last = ScreenLine(lines[most - 1]).cut(to: width - 1).text
    return lines.prefix(most - 1) + [last.hasSuffix("…") ? last : last + "…"]
  }
}

/// Commands that a person copies: never cut, but broken as a shell allows it, before an option where that is enough.
enum CommandText {
  static func lines(_ command: String, indent: Int, width: Int) -> [ScreenLine] {
    let start = String(repeating: " ", count: indent)
    let units = units(of: command, room: width - indent - 4)
    var lines: [String] = []
    var line = start
    for (index, unit) in units.enumerated() {
      let joined = index == 0 ? line + unit : line + " " + unit
      let room = index == units.count - 1 ? width : width - 2
      if index == 0 || DisplayWidth.of(joined) <= room {
        line = joined
      } else {
        lines.append(line + " \\")
        line = start + "  " + unit
      }
    }
    return (lines + [line]).map { ScreenLine($0, .strong) }
  }

  /// What stays on one line: an option with its value, or single words where that is too wide.
  private static func units(of command: String, room: Int) -> [String] {
    var units: [String] = []
    for word in command.split(separator: " ") {
      if let last = units.last, !word.hasPrefix("--"), DisplayWidth.of("\(last) \(word)") <= room {
        units[units.count - 1] = "\(last) \(word)"
      } else {
        units.append(String(word))
      }
    }
    return units
  }
}
