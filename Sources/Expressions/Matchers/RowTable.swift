/// The rows of a query, as data.
package struct RowTable: Hashable, Sendable {
  package var columns: [String]
  /// Nil is SQL's null.
  package var rows: [[String?]]

  package init(columns: [String], rows: [[String?]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The rows as lines of CSV (RFC 4180, with line feeds): a null is an empty field, an empty text is `""`.
  package var text: String {
    rows.map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
  }

  private static func field(_ value: String?) -> String {
    guard let value else { return "" }
    guard value.isEmpty || value.utf8.contains(where: { [34, 44, 10, 13].contains($0) }) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
