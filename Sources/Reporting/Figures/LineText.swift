/// Numbers of lines as people write them.
enum LineText {
  /// The most stretches that are written out for a reader.
  private static let most = 12

  /// Such as `2, 31-44`; of very many only the first and the last.
  static func text(_ lines: [Int]) -> String {
    let all = ranges(lines)
    guard all.count > most, let last = all.last else { return all.joined(separator: ", ") }
    return (all.prefix(most - 1) + ["…", last]).joined(separator: ", ")
  }

  /// Each stretch of lines that follow one another: `2`, `31-44`.
  static func ranges(_ lines: [Int]) -> [String] {
    var result: [ClosedRange<Int>] = []
    for line in Set(lines).sorted() {
      if let last = result.last, last.upperBound + 1 == line {
        result[result.count - 1] = last.lowerBound...line
      } else {
        result.append(line...line)
      }
    }
    return result.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
  }
}
