internal import GRDB

/// The tables; a migration that has landed never changes, and none knows a type of the program.
enum IndexSchema {
  /// Marks the file as ours: "HHix" in ASCII.
  static let applicationID = 0x4848_6978

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: runs, services, steps, checks") { database in
      try database.execute(sql: firstTables)
    }
    migrator.registerMigration("2: findings, and how long recoveries took from their start") { database in
      try database.execute(sql: findingTables)
    }
    migrator.registerMigration("3: what reports of a period ask for") { database in
      try database.execute(sql: PeriodTables.sql)
    }
    migrator.registerMigration("4: ages below zero and who signed off, for which every run is read again") { database in
      // What hangs on the runs doesn't go with them here, as a migration has no foreign keys.
      for table in ["findings", "phases", "steps", "services", "runs"] {
        try database.execute(sql: "DELETE FROM \(table)")
      }
      try database.execute(sql: "ALTER TABLE runs ADD COLUMN signed_off_by TEXT")
    }
    return migrator
  }()

  /// What a file holds that has just been opened.
  enum State {
    case ready
    /// Nothing, or the tables of an older version.
    case toBeMigrated
    case unusable(String)
  }

  static func inspect(_ database: Database) throws -> State {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if tables == 0 && (mark == 0 || mark == applicationID) { return .toBeMigrated }
    guard mark == applicationID else { return .unusable("not an index of halfhour") }
    guard try !migrator.hasBeenSuperseded(database) else { return .unusable("made by a newer version of halfhour") }
    guard try isSound(database) else { return .unusable("damaged") }
    return try migrator.hasCompletedMigrations(database) ? .ready : .toBeMigrated
  }

  /// Of a large index only the tables that list runs are looked at.
  ///
  /// To look at every page of ten thousand runs takes seconds; damage elsewhere is told by whoever comes upon it.
  private static func isSound(_ database: Database) throws -> Bool {
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let tables = pages <= mostPages ? ["1"] : ["runs", "services"]
    // A file that lacks a table is told apart by its migrations.
    for table in tables where try table == "1" || database.tableExists(table) {
      guard try String.fetchOne(database, sql: "PRAGMA quick_check(\(table))") == "ok" else { return false }
    }
    return true
  }

  /// 16 MiB, which are looked at in some hundredths of a second.
  private static let mostPages = 4_096

  /// Marks the file as ours and brings it to today's tables.
  static func migrate(_ database: DatabaseQueue) throws {
    try database.write { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
    try migrator.migrate(database)
  }

  /// Makes an empty index out of whatever it is.
  static func empty(_ database: DatabaseQueue) throws {
    try database.erase()
    try migrate(database)
  }

  private static let findingTables = """
    ALTER TABLE services ADD COLUMN took_ns INTEGER;

    CREATE TABLE findings (
      run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      severity TEXT NOT NULL,
      owner TEXT,
      due TEXT,
      user TEXT NOT NULL,
      attested TEXT,
      attestation TEXT,
      noted TEXT NOT NULL,
      noted_ns INTEGER NOT NULL,
      status TEXT NOT NULL,
      PRIMARY KEY (run, number)
    ) WITHOUT ROWID;
    CREATE INDEX findings_by_status ON findings (status, run);
    """

  /// Times are RFC 3339 as the clock on the wall said, and nanoseconds since 1970 where they are compared.
  private static let firstTables = """
    CREATE TABLE runs (
      run TEXT NOT NULL PRIMARY KEY,
      site TEXT NOT NULL,
      runbook TEXT NOT NULL,
      title TEXT NOT NULL,
      mode TEXT NOT NULL,
      severity TEXT,
      started_by TEXT,
      started TEXT,
      started_ns INTEGER,
      ended TEXT,
      duration_ns INTEGER,
      verdict TEXT,
      findings TEXT NOT NULL,
      plan_hash TEXT,
      journal_head TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX runs_by_start ON runs (started_ns);
    CREATE INDEX runs_by_runbook ON runs (runbook, started_ns);

    CREATE TABLE services (
      run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      service TEXT NOT NULL,
      tier TEXT NOT NULL,
      rto_ns INTEGER,
      rpo_ns INTEGER,
      rta_ns INTEGER,
      rta_accepted_ns INTEGER,
      rpa_ns INTEGER,
      rto_judgement TEXT NOT NULL,
      rpo_judgement TEXT NOT NULL,
      bytes_restored INTEGER,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE INDEX services_by_name ON services (service, run);

    CREATE TABLE steps (
      run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      step TEXT NOT NULL,
      title TEXT NOT NULL,
      phase TEXT NOT NULL,
      kind TEXT NOT NULL,
      service TEXT,
      host TEXT,
      is_check INTEGER NOT NULL,
      status TEXT NOT NULL,
      planned_ns INTEGER,
      started TEXT,
      ended TEXT,
      duration_ns INTEGER,
      attempts INTEGER NOT NULL,
      exit INTEGER,
      message TEXT,
      bytes_restored INTEGER,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE INDEX steps_by_name ON steps (step, run);

    CREATE VIEW checks AS
      SELECT run, place, step, title, phase, kind, service, host, status, ended, duration_ns, exit, message
      FROM steps WHERE is_check;
    """
}
