/// Reads the rows of what MariaDB's and MySQL's clients print with `--xml`, which is XML but for its control characters.
struct XMLRows {
  private let bytes: [UInt8]
  private var place = 0
  /// Of the first row; without a row they are not told.
  private(set) var columns: [[UInt8]] = []

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  /// Hands over every row; false where the text ends in the middle of one.
  mutating func read(isCut: Bool, _ take: ([[UInt8]?]) -> Void) -> Bool {
    while skip(toAfter: "<row>") {
      guard let row = row() else { return isCut }
      take(row)
    }
    // A query that gives no rows at all, such as one that only checks, prints nothing.
    return isCut || bytes.allSatisfy { $0 == 10 || $0 == 13 || $0 == 32 } || skip(toAfter: "</resultset>")
  }

  private mutating func row() -> [[UInt8]?]? {
    var names: [[UInt8]] = []
    var values: [[UInt8]?] = []
    while true {
      while place < bytes.count, bytes[place] == 10 || bytes[place] == 9 || bytes[place] == 32 { place += 1 }
      if takes("</row>") { break }
      guard takes("<field name=\""), let name = text(upTo: UInt8(ascii: "\"")) else { return nil }
      names.append(name)
      if takes("\" xsi:nil=\"true\" />") {
        values.append(nil)
      } else {
        guard takes("\">"), let value = text(upTo: UInt8(ascii: "<")), takes("</field>") else { return nil }
        values.append(value)
      }
    }
    if columns.isEmpty { columns = names }
    return values
  }

  /// A text with its entities resolved; the place is left on what ends it.
  private mutating func text(upTo end: UInt8) -> [UInt8]? {
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      if byte == end { return text }
      if byte == UInt8(ascii: "&"), let entity = Self.entities.first(where: { takes($0.written) }) {
        text.append(entity.meant)
      } else {
        text.append(byte)
        place += 1
      }
    }
    return nil
  }

  private static let entities: [(written: StaticString, meant: UInt8)] = [
    ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&amp;", UInt8(ascii: "&")),
    ("&quot;", UInt8(ascii: "\"")),
  ]

  private mutating func takes(_ word: StaticString) -> Bool {
    let isThere = word.withUTF8Buffer { word in
      place + word.count <= bytes.count && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
    }
    if isThere { place += word.utf8CodeUnitCount }
    return isThere
  }

  private mutating func skip(toAfter word: StaticString) -> Bool {
    let start = place
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "<"), takes(word) { return true }
      place += 1
    }
    place = start
    return false
  }
}
