/// What the third version of the tables adds, as text that never changes.
///
/// Rows of an older version know neither what their targets counted nor what an outage cost, so all rows go, and come
/// again from the journals. No migration minds what refers to what, so each table is emptied by itself.
enum PeriodTables {
  static let sql = """
    DELETE FROM steps;
    DELETE FROM findings;
    DELETE FROM services;
    DELETE FROM runs;

    ALTER TABLE services ADD COLUMN counted_ns INTEGER;
    ALTER TABLE services ADD COLUMN outage_ns INTEGER;
    ALTER TABLE services ADD COLUMN cost_hundredths INTEGER;
    ALTER TABLE services ADD COLUMN currency TEXT;
    ALTER TABLE services ADD COLUMN is_verified INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE phases (
      run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
      service TEXT NOT NULL,
      phase TEXT NOT NULL,
      duration_ns INTEGER NOT NULL,
      PRIMARY KEY (run, service, phase)
    ) WITHOUT ROWID;

    CREATE INDEX runs_by_site ON runs (site, started_ns);
    DROP INDEX steps_by_name;
    CREATE INDEX steps_by_outcome ON steps (step, status, run);
    """
}
