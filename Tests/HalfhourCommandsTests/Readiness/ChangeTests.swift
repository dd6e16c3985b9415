import RecoveryPlanning
import RunbookLoading
import RunbookModel
import Testing

@testable import HalfhourCommands

/// What counts as a change since a drill, by the files of a small site.
struct ChangeTests {
  static let files = [
    "r/site.yaml": """
    site: Call centre
    target: { rto: 30m }
    allowances: { detect: 1m, decide: 1m, mobilise: 1m }
    drill_every: 90d
    ssh_config: ssh_config
    services:
      database: { tier: critical, owner: sales }
      web: { tier: routine, cost_per_hour: 10 EUR }
    hosts:
      db: { drill: root@10.99.0.13, live: root@10.0.0.13, spare: root@10.0.0.23 }
      other: { drill: root@10.99.0.14 }
    people:
      ruth: { roles: [sales, network] }
    isolation:
      - { on: other, tcp: { host: 10.0.0.99, port: 25 } }
      - { on: db, tcp: { host: 10.0.0.13, port: 5432 } }

    """,
    "r/ssh_config": "Host *\n",
    "r/database.yaml": """
    runbook: database
    service: database
    # How it comes back.
    install:
      - id: config
        on: db
        template: { from: templates/db.conf, to: /etc/db.conf }
      - id: fill
        on: db
        files: [fill]
        run: ./fill
    verify:
      - { id: see, on: db, run: "true", expect: { exit: 0 } }

    """,
    "r/templates/db.conf": "port = 5432\n", "r/fill": "#!/bin/sh\n",
  ]

  private static func ingredients(_ files: [String: String], executable: Set<String> = ["r/fill"]) throws
    -> [Ingredient]
  {
    try Ingredients.all(runbook: "r/database.yaml", site: nil, in: FileSource(texts: files, executable: executable))
      .get().ingredients
  }

  private static func changes(
    in file: String, _ old: String, _ new: String, executable: Set<String> = ["r/fill"]
  ) throws -> [String] {
    var changed = files
    let before = try #require(files[file])
    #expect(old.isEmpty || before.contains(old), "\(old) is not in \(file)")
    changed[file] = old.isEmpty ? before : before.replacing(old, with: new)
    let then = try ingredients(files)
    return Change.all(from: then, to: try ingredients(changed, executable: executable)).map(\.words)
  }

  @Test(arguments: [
    ("r/templates/db.conf", "5432", "5433", "templates/db.conf changed"),
    ("r/fill", "/bin/sh", "/bin/ash", "fill changed"),
    ("r/database.yaml", "comes back", "comes bacK", "database.yaml changed"),
    ("r/database.yaml", "./fill\n", "./fill now\n", "database.yaml changed"),
    ("r/ssh_config", "Host *", "Host db", "ssh_config changed"),
    ("r/site.yaml", "rto: 30m", "rto: 20m", "the site's entry changed"),
    ("r/site.yaml", "10.99.0.13", "10.99.0.15", "the site's entry changed"),
    ("r/site.yaml", "port: 5432", "port: 5433", "the site's entry changed"),
    ("r/site.yaml", "tier: critical", "tier: important", "the site's entry changed"),
    ("r/site.yaml", "decide: 1m", "decide: 2m", "the site's entry changed"),
    ("r/site.yaml", "owner: sales", "owner: network", "the site's entry changed"),
  ])
  func `one character of what a recovery rests on is a change`(
    file: String, old: String, new: String, words: String
  ) throws {
    #expect(try Self.changes(in: file, old, new) == [words])
  }

  @Test(arguments: [
    ("drill_every: 90d", "drill_every: 30d"), ("site: Call", "# A word.\n\nsite: Call"), ("10 EUR", "20 EUR"),
    ("tier: routine", "tier: important"), ("10.99.0.14", "10.99.0.77"), ("10.0.0.23", "10.0.0.24"),
    ("  - { on: other, tcp: { host: 10.0.0.99, port: 25 } }\n", ""), ("ruth:", "anna:"),
  ])
  func `what a plan doesn't take from the site is no change`(old: String, new: String) throws {
    #expect(try Self.changes(in: "r/site.yaml", old, new).isEmpty)
  }

  @Test func `a script that may not be executed any more is a change`() throws {
    #expect(try Self.changes(in: "r/fill", "", "", executable: []) == ["fill was made not executable"])
  }

  @Test func `what comes and goes is named`() {
    let (a, b) = (Known.ingredient("a", "1"), Known.ingredient("b", "1"))
    #expect(Change.all(from: [a], to: [b]).map(\.words) == ["b was added", "a was removed"])
    #expect(Change.all(from: [a], to: [a]).isEmpty)
    let added = Change.all(from: [], to: [a]).flatMap { $0.diff(since: "2026-11-02") }
    #expect(added.prefix(2) == ["--- /dev/null", "+++ a (now)"])
  }

  @Test func `the same files elsewhere are the same`() throws {
    let elsewhere = Dictionary(
      uniqueKeysWithValues: Self.files.map { ("/srv/anna/" + $0.key, $0.value) })
    let there = try Ingredients.all(
      runbook: "/srv/anna/r/database.yaml", site: nil,
      in: FileSource(texts: elsewhere, executable: ["/srv/anna/r/fill"])
    ).get().ingredients
    #expect(Change.all(from: try Self.ingredients(Self.files), to: there).isEmpty)
  }
}
