/// A time in digits that can be read from across a room, five rows high.
enum BigDigits {
  static let height = 5

  /// Rows of the time's digits and colons; other characters leave a gap.
  static func lines(_ time: String) -> [String] {
    (0..<height).map { row in
      time.map { character in
        guard let shape = shapes[character] else { return "  " }
        return shape[row].map { $0 == "#" ? "██" : "  " }.joined()
      }.joined(separator: "  ")
    }
  }

  private static let shapes: [Character: [String]] = [
    "0": ["###", "# #", "# #", "# #", "###"], "1": ["  #", "  #", "  #", "  #", "  #"],
    "2": ["###", "  #", "###", "#  ", "###"], "3": ["###", "  #", "###", "  #", "###"],
    "4": ["# #", "# #", "###", "  #", "  #"], "5": ["###", "#  ", "###", "  #", "###"],
    "6": ["###", "#  ", "###", "# #", "###"], "7": ["###", "  #", "  #", "  #", "  #"],
    "8": ["###", "# #", "###", "# #", "###"], "9": ["###", "# #", "###", "  #", "###"],
    ":": [" ", "#", " ", "#", " "], "+": ["   ", " # ", "###", " # ", "   "],
  ]
}
