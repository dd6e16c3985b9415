/// Compares texts whose numbers may be a little off.
struct NumberTolerance: Sendable {
  /// In percent of the recorded number.
  let percent: Double

  /// Whether two fields are equal, or two numbers near enough.
  func holds(_ recorded: String, _ observed: String) -> Bool {
    if recorded.utf8.elementsEqual(observed.utf8) { return true }
    guard let first = Self.number(recorded), let second = Self.number(observed) else { return false }
    // One part in a million million for what binary fractions can't hold.
    return abs(second - first) * 100 <= abs(first) * percent * (1 + 1e-12)
  }

  /// Whether two lines hold the same words with numbers that are near enough.
  func holds(lines recorded: String, _ observed: String) -> Bool {
    if recorded.utf8.elementsEqual(observed.utf8) { return true }
    let (first, second) = (Self.fields(of: recorded), Self.fields(of: observed))
    return first.count == second.count && zip(first, second).allSatisfy { holds($0, $1) }
  }

  /// A decimal number and nothing else.
  static func number(_ text: String) -> Double? {
    let bytes = text.utf8
    guard bytes.count <= 64, let first = bytes.first, let last = bytes.last,
      (48...57).contains(first) || first == UInt8(ascii: "-"), (48...57).contains(last),
      bytes.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  private static let separators = Set(" \t,;|=()[]{}\"'%".utf8)

  /// What stands between separators, and the separators themselves.
  static func fields(of line: String) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    for byte in line.utf8 {
      guard separators.contains(byte) else {
        field.append(byte)
        continue
      }
      if !field.isEmpty { fields.append(String(decoding: field, as: UTF8.self)) }
      fields.append(String(decoding: [byte], as: UTF8.self))
      field = []
    }
    return field.isEmpty ? fields : fields + [String(decoding: field, as: UTF8.self)]
  }

  /// By words first, then by the numbers among them: what may be equal stands at the same place.
  struct SortKey: Comparable {
    private let words: [UInt8]
    private let numbers: [Double]
    private let text: [UInt8]

    /// Without a tolerance numbers are words, too.
    init(_ fields: [String?], hasTolerance: Bool) {
      var words: [UInt8] = []
      var numbers: [Double] = []
      var text: [UInt8] = []
      for field in fields {
        // A null comes before everything else.
        let bytes: [UInt8] = field.map { [1] + Array($0.utf8) + [0] } ?? [0]
        text += bytes
        if hasTolerance, let number = field.flatMap(NumberTolerance.number) {
          numbers.append(number)
          words.append(2)
        } else {
          words += bytes
        }
      }
      (self.words, self.numbers, self.text) = (words, numbers, text)
    }

    static func < (left: SortKey, right: SortKey) -> Bool {
      if left.words != right.words { return left.words.lexicographicallyPrecedes(right.words) }
      if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
      return left.text.lexicographicallyPrecedes(right.text)
    }
  }
}
