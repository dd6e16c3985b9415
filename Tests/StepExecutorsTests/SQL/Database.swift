import Foundation
import RunbookModel

@testable import StepExecutors

/// One of the three kinds of databases, as a test asks it.
enum Database: String, CaseIterable, Sendable {
  case postgresql, mariadb, sqlite

  /// Where it is for one test: of SQLite a new file in the stand's folder.
  func place(_ stand: JobStand) async throws -> Place {
    switch self {
    case .postgresql: return Place(database: self, path: try await DatabaseServer.postgreSQL.value.folder)
    case .mariadb: return Place(database: self, path: try await DatabaseServer.mariaDB.value.folder + "/socket")
    case .sqlite:
      let path = stand.path + "/shop.db"
      try DatabaseServer.run(["sqlite3", path, "create table if not exists items (name text)"])
      return Place(database: self, path: path)
    }
  }

  /// So many rows of a number each, or more than can be counted to.
  func numbers(_ count: Int, _ column: String = "n") -> String {
    switch self {
    case .postgresql: "select \(column) from generate_series(1, \(count)) as g(n)"
    case .mariadb: "select \(column) from (select seq as n from seq_1_to_\(count)) as g"
    case .sqlite:
      "with recursive g(n) as (select 1 union all select n + 1 from g where n < \(count)) select \(column) from g"
    }
  }

  struct Place: Sendable {
    let database: Database
    let path: String

    func probe(_ query: String, _ parameters: [String] = []) -> SQLProbe {
      let texts = parameters.map { SourceText($0) }
      return switch database {
      case .postgresql:
        SQLProbe(
          engine: .postgresql, database: "shop", query: SourceText(query), parameters: texts, host: SourceText(path),
          user: "postgres")
      case .mariadb:
        SQLProbe(
          engine: .mariadb, database: "shop", query: SourceText(query), parameters: texts, host: SourceText(path),
          user: "root")
      case .sqlite:
        SQLProbe(engine: .sqlite, database: SourceText(path), query: SourceText(query), parameters: texts)
      }
    }
  }
}

extension JobStand {
  /// Asks as a run does, by a job.
  func ask(
    _ probe: SQLProbe, bound: Duration = .seconds(60), environment: [NamedValue] = []
  ) async throws -> (exit: Int32?, rows: PrintedRows) {
    var request = request(SQLScript(probe: probe, bound: bound).text)
    request.environment += environment
    request.values = probe.sources.map { NamedValue($0.name, $0.source.text) }
    request.timeout = bound
    request.printedLimit = ExpectationCheck.mostCompared * 5
    let result = try await run(request)
    let rows = PrintedRows(result.printed.bytes, isCut: result.printed.isCut, engine: probe.engine)
    if case .exited(let status) = result.termination { return (status, rows) }
    return (nil, rows)
  }
}

extension SourceText: ExpressibleByStringLiteral {
  init(_ text: String) { self.init(text, start: SourceLocation(file: "test.yaml", line: 1, column: 1)) }

  package init(stringLiteral text: String) { self.init(text) }
}
