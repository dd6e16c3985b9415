import Expressions

@testable import StepExecutors

/// What a database's client printed becomes rows of one width, or is refused; what we write as CSV is read as it was.
enum RowsTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    for isCut in [false, true] {
      var csv = CSVRows(bytes[...], null: Array("null-1".utf8))
      var width: Int?
      let isWhole = csv.read(isCut: isCut) { row in
        demand(width ?? row.count == row.count && !row.isEmpty, "rows are of one width")
        width = row.count
      }
      if isWhole, !isCut { writeBack(bytes) }
      var xml = XMLRows(bytes[...])
      _ = xml.read(isCut: isCut) { row in demand(row.count <= bytes.count, "no row is larger than what was printed") }
    }
  }

  private static func writeBack(_ bytes: [UInt8]) {
    var rows: [[String?]] = []
    var reader = CSVRows(bytes[...], null: Array("null-1".utf8))
    _ = reader.read(isCut: false) { row in rows.append(row.map { String(decoding: $0 ?? [], as: UTF8.self) }) }
    let text = RowTable(columns: [], rows: rows).text
    var again: [[String?]] = []
    var second = CSVRows(Array(text.utf8)[...], null: Array("null-1".utf8))
    demand(
      second.read(isCut: false) { row in again.append(row.map { String(decoding: $0 ?? [], as: UTF8.self) }) },
      "written rows are rows")
    demand(again == rows, "rows come back as they were")
  }
}
