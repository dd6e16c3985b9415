/// Reads rows as `RowTable.text` writes them.
enum RowReader {
  /// Nil for what can't be such a text; an empty field is a null, `""` an empty text.
  static func records(of text: String) -> [[String?]]? {
    let bytes = Array(text.utf8)
    var records: [[String?]] = []
    var record: [String?] = []
    var place = 0
    while place < bytes.count {
      guard let (field, end) = field(bytes, from: place), end < bytes.count else { return nil }
      record.append(field)
      if bytes[end] == UInt8(ascii: "\n") {
        records.append(record)
        record = []
      } else if end + 1 == bytes.count {
        return nil
      }
      place = end + 1
    }
    return record.isEmpty ? records : nil
  }

  /// A field, and where the comma or the line feed behind it stands.
  private static func field(_ bytes: [UInt8], from start: Int) -> (String?, Int)? {
    guard bytes[start] == UInt8(ascii: "\"") else {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: ","), bytes[end] != UInt8(ascii: "\n") { end += 1 }
      guard !bytes[start..<end].contains(UInt8(ascii: "\"")) else { return nil }
      return (end == start ? nil : String(decoding: bytes[start..<end], as: UTF8.self), end)
    }
    var value: [UInt8] = []
    var place = start + 1
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "\"") {
        value.append(bytes[place])
        place += 1
      } else if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") {
        value.append(bytes[place])
        place += 2
      } else {
        let end = place + 1
        guard end < bytes.count, [UInt8(ascii: ","), UInt8(ascii: "\n")].contains(bytes[end]) else { return nil }
        return (String(decoding: value, as: UTF8.self), end)
      }
    }
    return nil
  }
}
