internal import GRDB
package import RunCore
package import RunbookModel
internal import Synchronization

/// Every run, service, step and check in one SQLite file for queries; derived from the journals, so it may be lost.
package final class HistoryIndex: Sendable {
  /// What a person should know of how the index was opened: that an unusable file was set aside and a new one made.
  package let notice: String?

  private let path: String?
  private let database: Mutex<DatabaseQueue>

  /// Opens the index, made when it isn't there; one that can't be used is set aside as `….unusable-N` and made anew.
  ///
  /// Another process that holds it is waited for, ten seconds where nothing else is said.
  package static func open(_ path: String, patience: Duration? = nil) throws(IndexError) -> HistoryIndex {
    let (database, notice) = try IndexFile.open(path, patience: patience ?? IndexFile.patience)
    return HistoryIndex(path: path, database: database, notice: notice)
  }

  /// An index that lasts as long as the process, for a folder that can't be written.
  package static func inMemory() throws(IndexError) -> HistoryIndex {
    HistoryIndex(path: nil, database: try IndexFile.inMemory(), notice: nil)
  }

  private init(path: String?, database: DatabaseQueue, notice: String?) {
    self.path = path
    self.database = Mutex(database)
    self.notice = notice
  }

  /// A run as it is taken in; `journalHead` is the SHA-256 of the journal's last line.
  package struct Record: Sendable {
    package var summary: RunSummary
    package var journalHead: String

    package init(summary: RunSummary, journalHead: String) {
      self.summary = summary
      self.journalHead = journalHead
    }
  }

  /// Takes a run in, in place of what was known of it before; `journalHead` is the SHA-256 of the journal's last line.
  package func record(_ summary: RunSummary, journalHead: String) throws(IndexError) {
    try record([Record(summary: summary, journalHead: journalHead)])
  }

  /// The same for several, all or none.
  package func record(_ records: [Record]) throws(IndexError) {
    let records = try records.map { record throws(IndexError) in
      guard let run = record.summary.run else { throw IndexError("a run that never began can't be indexed") }
      return RunRecord(record.summary, run: run, journalHead: record.journalHead)
    }
    guard !records.isEmpty else { return }
    try perform { database in
      try database.write { database in
        for record in records { try record.save(database) }
      }
    }
  }

  /// The newest runs first: those of this mode, that recovered this service, that began at this time or later.
  package func runs(
    limit: Int, mode: RunMode? = nil, service: ServiceName? = nil, since: WallTime? = nil
  ) throws(IndexError) -> [RunRow] {
    try select(RunQuery(mode: mode, service: service, since: since, limit: limit))
  }

  /// The newest runs of a runbook first, over or not.
  package func lastRuns(of runbook: RunbookName, limit: Int) throws(IndexError) -> [RunRow] {
    try select(RunQuery(runbook: runbook, limit: limit))
  }

  /// The runs that are recorded.
  package struct KnownRuns: Hashable, Sendable {
    package var all: Set<RunID>
    /// Those that were not over then, with the heads of their journals: where a journal grew, it is to be read again.
    package var unfinished: [RunID: String]
  }

  package func knownRuns() throws(IndexError) -> KnownRuns {
    try perform { database in
      try database.read { database in
        var known = KnownRuns(all: [], unfinished: [:])
        let rows = try Row.fetchCursor(
          database, sql: "SELECT run, CASE WHEN verdict IS NULL THEN journal_head END FROM runs")
        while let row = try rows.next() {
          let run = RunID(try row.decode(atIndex: 0))
          known.all.insert(run)
          if let head = try row.decode(String?.self, atIndex: 1) { known.unfinished[run] = head }
        }
        return known
      }
    }
  }

  /// Empties the index, also one that is damaged, so that it can be made anew from the journals.
  package func removeAll() throws(IndexError) {
    do {
      try perform(IndexSchema.empty)
    } catch {
      guard let path else { throw error }
      try replace(path)
    }
  }

  private func replace(_ path: String) throws(IndexError) {
    let failure = database.withLock { database -> IndexError? in
      do {
        try database.close()
        database = try IndexFile.replace(path)
        return nil
      } catch {
        return IndexFailure.words(error, path: path)
      }
    }
    if let failure { throw failure }
  }

  private func select(_ query: RunQuery) throws(IndexError) -> [RunRow] {
    try perform { database in try database.read { try query.rows($0) } }
  }

  func perform<Result>(_ work: (DatabaseQueue) throws -> Result) throws(IndexError) -> Result {
    let database = database.withLock { $0 }
    do {
      return try work(database)
    } catch {
      throw IndexFailure.words(error, path: path)
    }
  }
}
