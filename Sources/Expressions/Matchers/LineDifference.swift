/// What differs between two texts, by lines, small enough to be read at once.
enum LineDifference {
  private static let lineLimit = 20
  private static let context = 2

  /// A unified diff without its headers; what is equal at the begin and at the end is left out up to two lines.
  static func between(expected: String, observed: String) -> String {
    let expected = lines(of: expected)
    let observed = lines(of: observed)
    let shorter = min(expected.count, observed.count)
    let same = (0..<shorter).first { expected[$0] != observed[$0] } ?? shorter
    let end = (0..<shorter - same).first { expected[expected.count - 1 - $0] != observed[observed.count - 1 - $0] }
    let tail = end ?? shorter - same
    let before = expected[max(0, same - context)..<same].map { " " + Excerpt.line($0) }
    let minus = expected[same..<expected.count - tail].map { "-" + Excerpt.line($0) }
    let plus = observed[same..<observed.count - tail].map { "+" + Excerpt.line($0) }
    let after = expected[(expected.count - tail)...].prefix(context).map { " " + Excerpt.line($0) }
    let room = lineLimit - before.count - after.count - 2
    let (first, second) = share(room, minus.count, plus.count)
    let body = before + cut(minus, to: first) + cut(plus, to: second) + after
    return "line \(same + 1) differs (- expected, + observed):\n" + body.joined(separator: "\n")
  }

  /// Every line feed ends a line; what stands behind the last one is a line, too, unless it is empty.
  static func lines(of text: String) -> [Substring] {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// How many lines each side gets when there is no room for all.
  private static func share(_ room: Int, _ first: Int, _ second: Int) -> (Int, Int) {
    let half = room / 2
    if first <= half { return (first, room - first) }
    if second <= half { return (room - second, second) }
    return (half, half)
  }

  private static func cut(_ lines: [String], to room: Int) -> [String] {
    guard lines.count > room else { return lines }
    return lines.prefix(room) + ["… and \(lines.count - room) more"]
  }
}
