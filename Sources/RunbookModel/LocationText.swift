/// A place that a plan keeps as a diagnostic shows it, `shop.yaml:12:5`: short to read, and most of a plan is places.
struct LocationText: Decodable {
  let location: SourceLocation

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let location = SourceLocation(text: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not file:line:column")
    }
    self.location = location
  }
}

extension SourceLocation {
  /// Reads what `description` gives; the file's name may hold colons, too.
  fileprivate init?(text: String) {
    let utf8 = text.utf8
    guard let second = utf8.lastIndex(of: UInt8(ascii: ":")),
      let first = utf8[..<second].lastIndex(of: UInt8(ascii: ":")),
      let line = Int(text[utf8.index(after: first)..<second]), let column = Int(text[utf8.index(after: second)...])
    else { return nil }
    self.init(file: String(text[..<first]), line: line, column: column)
  }
}

extension KeyedDecodingContainer {
  func location(_ key: Key) throws -> SourceLocation { try decode(LocationText.self, forKey: key).location }
}

extension JSONWriter {
  mutating func member(_ key: StaticString, at location: SourceLocation) {
    self.key(key)
    pending.append(UInt8(ascii: "\""))
    pending.append(escaping: location.file)
    pending.append(UInt8(ascii: ":"))
    pending.append(digitsOf: location.line)
    pending.append(UInt8(ascii: ":"))
    pending.append(digitsOf: location.column)
    pending.append(UInt8(ascii: "\""))
  }
}
