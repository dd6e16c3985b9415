internal import Expressions

/// Puts one mark in place of everything that masks find.
struct Masker {
  static let mark = "‹masked›"

  private var finders: [PatternFinder]

  init(_ masks: [Pattern]) throws(PatternError) {
    var finders: [PatternFinder] = []
    for mask in masks { finders.append(try PatternFinder(mask)) }
    self.finders = finders
  }

  mutating func masked(_ text: String) throws(PatternError) -> String {
    try replaced(text) { _ in Self.mark }
  }

  /// In a JSON document a value that is masked as a whole stays a value.
  mutating func masked(json text: String) throws(PatternError) -> String {
    guard !finders.isEmpty else { return text }
    let quotes = Self.textsOfJSON(Array(text.utf8))
    return try replaced(text) { place in quotes[place] ? Self.mark : "\"\(Self.mark)\"" }
  }

  private mutating func replaced(_ text: String, _ mark: (Int) -> String) throws(PatternError) -> String {
    guard !finders.isEmpty else { return text }
    let ranges = try ranges(in: text)
    guard !ranges.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for range in ranges {
      result += bytes[place..<range.lowerBound]
      result += mark(range.lowerBound).utf8
      place = range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// What all masks find in the text as it is, so that their order doesn't count; what overlaps is one.
  private mutating func ranges(in text: String) throws(PatternError) -> [Range<Int>] {
    var all: [Range<Int>] = []
    for index in finders.indices { all += try finders[index].ranges(in: text) }
    var merged: [Range<Int>] = []
    for range in all.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// For every byte whether it stands within a text's quotes.
  private static func textsOfJSON(_ bytes: [UInt8]) -> [Bool] {
    var isText = false
    var isEscaped = false
    return bytes.map { byte in
      let was = isText
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), isText {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isText.toggle()
      }
      return was
    }
  }
}
