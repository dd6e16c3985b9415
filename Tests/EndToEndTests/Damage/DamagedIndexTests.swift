import Foundation
import Glibc
import Testing

/// `runs` is right whatever became of the index, which is made from the journals.
struct DamagedIndexTests {
  /// What was done to the index, and what the program says of it.
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    /// A shell command; `$1` is the index.
    var command: String
    /// Nil where there is nothing to say.
    var says: String?

    var testDescription: String { name }
  }

  private static let aside = "it was set aside as"

  static let damages = [
    Damage(name: "deleted", command: #"rm "$1"*"#),
    Damage(name: "emptied", command: #": >"$1"; rm -f "$1"-wal "$1"-shm"#),
    Damage(name: "cut to 99 bytes", command: #"truncate -s 99 "$1""#, says: aside),
    Damage(
      name: "cut to two pages", command: #"sqlite3 "$1" 'PRAGMA wal_checkpoint(TRUNCATE)'; truncate -s 8192 "$1""#,
      says: aside),
    Damage(name: "filled with rubbish", command: #"head -c 50000 /dev/urandom >"$1""#, says: aside),
    Damage(name: "a text", command: #"yes hello | head -c 50000 >"$1""#, says: aside),
    Damage(
      name: "of a newer version", command: #"sqlite3 "$1" "INSERT INTO grdb_migrations VALUES ('9: later')""#,
      says: "made by a newer version of halfhour"),
    Damage(
      name: "of an older version",
      command:
        #"rm "$1"*; sqlite3 "$1" 'PRAGMA application_id = 1212705144; CREATE TABLE grdb_migrations (identifier TEXT)'"#),
    Damage(
      name: "a database of somebody else", command: #"rm "$1"*; sqlite3 "$1" 'CREATE TABLE runs (x)'"#,
      says: "not an index of halfhour"),
    Damage(name: "a folder", command: #"rm "$1"*; mkdir "$1""#, says: "this list is made from the journals"),
    Damage(
      name: "somebody else's file", command: #"rm "$1"*; ln -s /dev/null "$1""#,
      says: "this list is made from the journals"),
    Damage(
      name: "a row is wrong", command: #"sqlite3 "$1" "UPDATE runs SET verdict = 'splendid'""#,
      says: "halfhour runs --reindex"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: damages)
  func `the list of runs is right whatever became of the index`(damage: Damage) async throws {
    try await Scene.play { scene in
      try await Self.twoRuns(scene)
      let index = scene.state + "/index.sqlite"
      _ = try await Program(
        ["/bin/sh", "-c", damage.command, "sh", index], environment: ["PATH": "/usr/bin:/bin"], folder: scene.folder,
        umask: "022"
      ).end()
      let first = try await scene.halfhour("runs")
      if let says = damage.says {
        #expect(first.err.contains(says), "\(first)")
      } else {
        #expect(first.err == "", "\(first)")
      }
      // What is refused is said with the way out, which works.
      let isRefused = damage.says?.contains("--reindex") == true
      let list = isRefused ? try await scene.halfhour("runs", "--reindex") : first
      #expect(isRefused == (first.exit != 0), "\(first)")
      #expect(list.exit == 0 && Self.names(list) == scene.runNames.reversed(), "\(list)")
      // A further run is taken in, or says that it couldn't be; its verdict is the same.
      let next = try await scene.start(["drill", "shop.yaml"]).end()
      #expect(next.exit == 0, "\(next)")
      let last = try await scene.halfhour("runs")
      #expect(Self.names(last) == scene.runNames.reversed(), "\(last)")
    }
  }

  @Test(.timeLimit(.minutes(2))) func `an index that another process has locked holds nobody up for ever`() async throws
  {
    try await Scene.play { scene in
      try await Self.twoRuns(scene)
      let holder = open(scene.state + "/index.sqlite.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      defer { close(holder) }
      #expect(flock(holder, LOCK_EX) == 0)
      async let list = scene.halfhour("runs", within: .seconds(60))
      async let run = scene.start(["drill", "shop.yaml"]).end(within: .seconds(60))
      let (listed, ran) = try await (list, run)
      #expect(listed.exit == 0 && listed.err.contains("another process has held it"), "\(listed)")
      #expect(Self.names(listed).count >= 2, "\(listed)")
      #expect(ran.exit == 0 && ran.err.contains("WARNING: the index of runs can't be written"), "\(ran)")
    }
  }

  /// A shell command that holds `$1`, an index, until it is ended.
  static let holders = [
    #"exec flock "$1.lock" sh -c 'echo held; exec sleep 60'"#,
    #"(echo 'PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM grdb_migrations; SELECT 1;'; exec sleep 60) | sqlite3 "$1""#,
  ]

  @Test(.timeLimit(.minutes(2)), arguments: holders)
  func `an index that is held delays no step of an incident`(command: String) async throws {
    try await Scene.play { scene in
      try await Self.twoRuns(scene)
      try scene.runbook(
        """
        restore:
          - { id: load, run: "echo x >\(scene.folder)/loaded" }
        verify:
          - { id: a, run: 'true', expect: { exit: 0 }, seen_red: { skip: no } }
        """)
      let holder = try Program(
        ["/bin/sh", "-c", command, "sh", scene.state + "/index.sqlite"], environment: ["PATH": "/usr/bin:/bin"],
        folder: scene.folder, umask: "022")
      try await Task.sleep(for: .seconds(1))
      let run = try scene.start(["recover", "shop.yaml", "--yes", "--disrupted-at", "now"])
      // Twice ten seconds is what the end of a run, which nobody waits for, would give it.
      try await scene.until("the first step has run", within: .seconds(14)) { scene.exists("loaded") }
      try await holder.murder()
      let end = try await run.end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      #expect(end.err.contains("what earlier runs tell is not known now"), "\(end)")
    }
  }

  static func twoRuns(_ scene: Scene) async throws {
    for _ in 0..<2 {
      let end = try await scene.drill(
        "verify:\n  - { id: a, run: 'true', expect: { exit: 0 }, seen_red: { skip: no } }\n")
      #expect(end.exit == 0, "\(end)")
    }
  }

  /// The runs that passed, in the order of the list.
  private static func names(_ list: Ended) -> [String] {
    list.out.split(separator: "\n").filter { $0.contains("  passed  ") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  }
}
