/// Swatches with words, set in lines that are no wider than the picture.
struct KeyLines {
  struct Entry {
    var words: String
    /// Stands small behind the words; may be empty.
    var code = ""
    /// Draws what the words explain into a square of 14 whose corner is given.
    var swatch: (_ x: Double, _ y: Double) -> String
  }

  private let lines: [[Entry]]
  private let width: Double
  private let top: Double
  private static let gap = 22.0
  private static let lineHeight = 19.0

  init(_ entries: [Entry], width: Double, top: Double) {
    self.width = width
    self.top = top
    var lines: [[Entry]] = []
    var left = 0.0
    for entry in entries.flatMap({ Self.broken($0, width: width) }) {
      let room = Self.room(entry)
      if lines.isEmpty || room > left {
        lines.append([])
        left = width
      }
      lines[lines.count - 1].append(entry)
      left -= room + Self.gap
    }
    self.lines = lines
  }

  /// In as many lines as its words need; only the first has a swatch.
  private static func broken(_ entry: Entry, width: Double) -> [Entry] {
    guard room(entry) > width else { return [entry] }
    var lines = [""]
    for word in entry.words.split(separator: " ") {
      let longer = lines[lines.count - 1].isEmpty ? "\(word)" : "\(lines[lines.count - 1]) \(word)"
      if ChartText.width(of: longer) + 22 <= width || lines[lines.count - 1].isEmpty {
        lines[lines.count - 1] = longer
      } else {
        lines.append("\(word)")
      }
    }
    let shown = lines.prefix(4)
    return shown.enumerated().map { number, words in
      let code = number == shown.count - 1 ? entry.code : ""
      let words = ChartText.cut(words, to: width - 22 - room(of: code))
      return number == 0
        ? Entry(words: words, code: code, swatch: entry.swatch) : Entry(words: words, code: code) { _, _ in "" }
    }
  }

  private static func room(_ entry: Entry) -> Double { 20 + ChartText.width(of: entry.words) + room(of: entry.code) }

  private static func room(of code: String) -> Double { code.isEmpty ? 0 : 5 + ChartText.width(of: code, size: 10) }

  var height: Double { Double(lines.count) * Self.lineHeight }

  var svg: [String] {
    lines.enumerated().flatMap { number, line -> [String] in
      let y = top + Double(number) * Self.lineHeight
      var x = 2.0
      return line.flatMap { entry -> [String] in
        defer { x += Self.room(entry) + Self.gap }
        return [entry.swatch(x, y), SVG.text("", x: x + 19, y: y + 11.5, entry.words, code: entry.code)]
      }
    }
  }
}
