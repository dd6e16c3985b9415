/// What differs between two texts, by lines, small enough to be read at once.
package enum LineDifference {
  /// How many lines are shown below the first.
  private static let lineLimit = 20
  private static let context = 2

  /// A unified diff without the names of files, after a line that says where it begins.
  package static func between(expected: String, observed: String) -> String {
    between(lines(of: expected), lines(of: observed))
  }

  static func between(_ expected: [Substring], _ observed: [Substring]) -> String {
    let (old, new) = SequenceDifference.numbered(expected.map { Array($0.utf8) }, observed.map { Array($0.utf8) })
    let hunks = hunks(SequenceDifference.changes(old, new))
    guard let first = hunks.first?.first else { return "nothing differs" }
    var shown: [String] = []
    var left = hunks.count
    for hunk in hunks {
      // A line says how many more there are.
      let room = lineLimit - shown.count - (left > 1 ? 1 : 0)
      let lines = text(hunk, expected, observed, room: shown.isEmpty ? room : .max)
      guard lines.count <= room else { break }
      shown += lines
      left -= 1
    }
    if left > 0 { shown.append("… and \(left) more place\(left == 1 ? "" : "s")") }
    return "line \(first.new.lowerBound + 1) differs (- expected, + observed):\n" + shown.joined(separator: "\n")
  }

  /// Every line feed ends a line; what stands behind the last one is a line, too, unless it is empty.
  package static func lines(of text: String) -> [Substring] {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Changes whose surroundings would touch stand in one.
  private static func hunks(_ changes: [SequenceDifference.Change]) -> [[SequenceDifference.Change]] {
    var hunks: [[SequenceDifference.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func text(
    _ hunk: [SequenceDifference.Change], _ expected: [Substring], _ observed: [Substring], room: Int
  ) -> [String] {
    guard let first = hunk.first, let last = hunk.last else { return [] }
    let before = min(context, first.old.lowerBound)
    let after = min(context, expected.count - last.old.upperBound)
    let old = first.old.lowerBound - before..<last.old.upperBound + after
    let new = first.new.lowerBound - before..<last.new.upperBound + after
    var space = room - 1 - before - after - (hunk.count > 1 ? 1 : 0)
    var body: [String] = []
    var place = first.old.lowerBound
    for (number, change) in hunk.enumerated() {
      let kept = expected[place..<change.old.lowerBound].map { " " + Excerpt.line($0) }
      // The first change is cut to the room that there is; what follows stands there whole or not at all.
      guard number == 0 || kept.count + change.old.count + change.new.count <= space else {
        let left = hunk.count - number
        body.append("… and \(left) more change\(left == 1 ? "" : "s")")
        break
      }
      let lines = kept + text(change, expected, observed, room: number == 0 ? space : .max)
      body += lines
      space -= lines.count
      place = change.old.upperBound
    }
    let head = expected[old.lowerBound..<old.lowerBound + before].map { " " + Excerpt.line($0) }
    let tail = expected[last.old.upperBound..<old.upperBound].map { " " + Excerpt.line($0) }
    return ["@@ -\(span(old)) +\(span(new)) @@"] + head + body + tail
  }

  /// As `diff -u` writes it: the first line and how many; of none the line before.
  private static func span(_ range: Range<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.lowerBound + (range.isEmpty ? 0 : 1)),\(range.count)"
  }

  private static func text(
    _ change: SequenceDifference.Change, _ expected: [Substring], _ observed: [Substring], room: Int
  ) -> [String] {
    let (old, new) = (Array(expected[change.old]), Array(observed[change.new]))
    var (first, second) = (old.count, new.count)
    // Two lines may say how many more there are.
    if first > room || second > room - first { (first, second) = share(max(2, room - 2), old.count, new.count) }
    let minus = old.indices.prefix(first).map { "-" + line(old[$0], beside: $0 < new.count ? new[$0] : nil) }
    let plus = new.indices.prefix(second).map { "+" + line(new[$0], beside: $0 < old.count ? old[$0] : nil) }
    return more(minus, of: old.count) + more(plus, of: new.count)
  }

  /// A long line shows where it leaves the one that stands in its place.
  private static func line(_ line: Substring, beside other: Substring?) -> String {
    guard let other, line.utf8.count > 100 else { return Excerpt.line(line) }
    let same = zip(line.unicodeScalars, other.unicodeScalars).prefix { $0 == $1 }.count
    guard same > 80 else { return Excerpt.line(line) }
    return "…" + Excerpt.line(String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(same - 30))))
  }

  /// How many lines each side gets when there is no room for all.
  private static func share(_ room: Int, _ first: Int, _ second: Int) -> (Int, Int) {
    let half = room / 2
    if first <= half { return (first, room - first) }
    if second <= half { return (room - second, second) }
    return (half, half)
  }

  private static func more(_ lines: [String], of count: Int) -> [String] {
    lines.count < count ? lines + ["… and \(count - lines.count) more"] : lines
  }
}
