/// Finds what an author most likely meant.
package enum Suggestion {
  /// The candidate nearest to a misspelt word whatever its case, or one that begins with it; ties go to the first in
  /// order.
  package static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.lowercased().unicodeScalars)
    guard !word.isEmpty, word.count <= 64 else { return nil }
    let allowed = max(1, word.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates.sorted() {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      let isBeginning = word.count >= 3 && scalars.starts(with: word)
      guard isBeginning || abs(scalars.count - word.count) <= allowed else { continue }
      let distance = isBeginning ? min(1, scalars.count - word.count) : editDistance(word, scalars)
      guard distance <= allowed, distance < min(word.count, scalars.count), distance < best?.distance ?? .max else {
        continue
      }
      best = (candidate, distance)
    }
    return best?.candidate
  }

  /// `did you mean "…"?` for a diagnostic's hint, or nil.
  package static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
    closest(to: word, among: candidates).map { "did you mean \"\($0)\"?" }
  }

  /// Insertions, deletions, replacements and swaps of neighbours, each counted as one (optimal string alignment).
  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
