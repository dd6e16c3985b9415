internal import GRDB
package import RunCore

extension HistoryIndex {
  /// Takes runs out whose folders are gone, with all that is known of them.
  package func forget(_ runs: Set<RunID>) throws(IndexError) {
    guard !runs.isEmpty else { return }
    try perform { database in
      try database.write { database in
        let statement = try database.cachedStatement(sql: "DELETE FROM runs WHERE run = ?")
        for run in runs.sorted() { try statement.execute(arguments: [run.text]) }
      }
    }
  }
}
