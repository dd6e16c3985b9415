package import Expressions

/// An answer as it is kept and compared.
package enum KnownAnswer: Hashable, Sendable {
  case text(String)
  case rows(RowTable)

  /// What stands in a file: a text as it is, rows as CSV below a line with the names of their columns.
  package var body: String {
    switch self {
    case .text(let text): text
    case .rows(let table): RowTable(columns: [], rows: [table.columns]).text + table.text
    }
  }

  /// Nil where the body can't be rows: a quote that is never closed, a line with more or fewer fields than columns.
  package init?(body: String, isRows: Bool) {
    guard isRows else {
      self = .text(body)
      return
    }
    guard var records = RowReader.records(of: body), !records.isEmpty else { return nil }
    let columns = records.removeFirst().compactMap { $0 }
    guard columns.isEmpty || records.allSatisfy({ $0.count == columns.count }) else { return nil }
    self = .rows(RowTable(columns: columns, rows: records))
  }

  /// How many rows or lines there are.
  package var count: Int {
    switch self {
    case .text(let text): LineDifference.lines(of: text).count
    case .rows(let table): table.rows.count
    }
  }

  /// `3 rows`, `1 line`.
  package var size: String {
    let word = if case .rows = self { "row" } else { "line" }
    return "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// Whether it holds what stands for bytes that were no text; two different ones would look alike.
  package var holdsReplacements: Bool { body.unicodeScalars.contains("\u{FFFD}") }
}
