internal import Foundation
package import RunbookModel

/// The command-line clients by which databases are asked.
package enum DatabaseClient {
  /// The programs for an engine, any of which will do, the first one first.
  package static func names(for engine: SQLProbe.Engine) -> [String] {
    switch engine {
    case .postgresql: ["psql"]
    case .mysql: ["mysql", "mariadb"]
    case .mariadb: ["mariadb", "mysql"]
    case .sqlite: ["sqlite3"]
    }
  }

  /// Whether one of the programs is found on a search path such as that of `PATH`.
  package static func isInstalled(_ names: [String], path: String) -> Bool {
    path.split(separator: ":").contains { folder in
      names.contains { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
    }
  }
}
