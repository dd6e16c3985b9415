/// A line that a person types.
struct LineEntry: Hashable, Sendable {
  var text = ""

  private static let longest = 2_000

  /// Whether the key had something to do with the line.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .text(let character): add(String(character))
    case .pasted(let text): add(text)
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .clearLine: text = ""
    case .enter, .escape, .tab, .interrupt, .other: return false
    }
    return true
  }

  private mutating func add(_ more: String) {
    let room = Self.longest - text.unicodeScalars.count
    text.unicodeScalars.append(contentsOf: more.unicodeScalars.prefix(max(0, room)))
  }

  /// Without the blanks around it; nil where nothing is left.
  var content: String? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let trimmed = words.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed().joined(separator: " ")
    return trimmed.isEmpty ? nil : trimmed
  }
}
