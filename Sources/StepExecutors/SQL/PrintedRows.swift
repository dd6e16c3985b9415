internal import Expressions
internal import RunbookModel

/// What `SQLScript` printed: what the client complained of where it failed, then the rows.
struct PrintedRows {
  private(set) var complaint: [UInt8] = []
  private(set) var table = RowTable(columns: [], rows: [])
  /// There were more rows than could be kept.
  private(set) var isCut = false
  /// The rows are no longer as they were printed, or never were whole.
  private(set) var isMalformed = false

  /// The most that a table may take as text, in bytes.
  static let mostKept = ExpectationCheck.mostCompared

  init(_ bytes: [UInt8], isCut printedIsCut: Bool, engine: SQLProbe.Engine) {
    guard let (heading, range) = Self.heading(in: bytes) else {
      complaint = bytes
      isMalformed = true
      return
    }
    complaint = Array(bytes[..<range.lowerBound])
    isCut = heading.isCut || printedIsCut
    var rows: [[[UInt8]?]] = []
    switch engine {
    case .postgresql, .sqlite:
      var reader = CSVRows(bytes[range.upperBound...], null: Array(heading.null.utf8))
      isMalformed = !reader.read(isCut: isCut) { rows.append($0) }
      if !rows.isEmpty { table.columns = rows.removeFirst().map { Self.text($0 ?? []) } }
    case .mysql, .mariadb:
      var reader = XMLRows(bytes[range.upperBound...])
      isMalformed = !reader.read(isCut: isCut) { rows.append($0) }
      table.columns = reader.columns.map(Self.text)
    }
    keep(rows)
  }

  private mutating func keep(_ rows: [[[UInt8]?]]) {
    var size = 0
    for row in rows {
      // Each field with its separator, and the quotes that it may need.
      size += row.reduce(0) { $0 + ($1.map { $0.count + 3 } ?? 1) }
      guard size <= Self.mostKept else {
        isCut = true
        return
      }
      table.rows.append(row.map { $0.map(Self.text) })
    }
  }

  /// The first line that says how the rows go on, and where it stands.
  private static func heading(in bytes: [UInt8]) -> (heading: (isCut: Bool, null: String), range: Range<Int>)? {
    var start = 0
    while start < bytes.count, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if end - start < 40 {
        let words = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: " ").map(String.init)
        if words.count == 2, words[0] == SQLScript.whole || words[0] == SQLScript.cut, words[1].hasPrefix("null-") {
          return ((words[0] == SQLScript.cut, words[1]), start..<end + 1)
        }
      }
      start = end + 1
    }
    return nil
  }

  /// Decoded with replacement characters where it isn't UTF-8.
  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
