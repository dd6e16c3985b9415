/// Reads comma-separated values, RFC 4180 with either kind of line end, in which one word means null.
struct CSVRows {
  private let bytes: [UInt8]
  private let null: [UInt8]
  private var place = 0

  init(_ bytes: ArraySlice<UInt8>, null: [UInt8]) {
    self.bytes = Array(bytes)
    self.null = null
  }

  /// Hands over every row; false where the text ends in the middle of one or has rows of different lengths.
  ///
  /// Of a text that was cut, what may not be all of the last row is left out.
  mutating func read(isCut: Bool, _ take: ([[UInt8]?]) -> Void) -> Bool {
    var width: Int?
    while place < bytes.count {
      guard let row = row() else { return isCut }
      guard width ?? row.count == row.count else { return false }
      width = row.count
      take(row)
    }
    return true
  }

  /// The next row with its line end; nil where there is none.
  private mutating func row() -> [[UInt8]?]? {
    var fields: [[UInt8]?] = []
    while let (field, isQuoted) = field() {
      fields.append(!isQuoted && field == null ? nil : field)
      guard place < bytes.count else { return nil }
      let separator = bytes[place]
      place += 1
      if separator == UInt8(ascii: "\n") { return fields }
    }
    return nil
  }

  /// Up to its separator, on which the place is left; nil where a quote isn't closed.
  private mutating func field() -> (bytes: [UInt8], isQuoted: Bool)? {
    let quote = UInt8(ascii: "\"")
    guard place < bytes.count, bytes[place] == quote else {
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != UInt8(ascii: "\n") { place += 1 }
      var field = bytes[start..<place]
      if place < bytes.count, bytes[place] == UInt8(ascii: "\n"), field.last == UInt8(ascii: "\r") {
        field.removeLast()
      }
      return (Array(field), false)
    }
    var field: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      guard byte == quote else {
        field.append(byte)
        continue
      }
      guard place < bytes.count, bytes[place] == quote else {
        if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\r") { place += 1 }
        return (field, true)
      }
      field.append(quote)
      place += 1
    }
    return nil
  }
}
