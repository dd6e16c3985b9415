import Foundation
import Testing

/// `halfhour runs prune`: what is old goes whole, and what is still needed stays.
@Suite struct PruneTests {
  private static func prepare(_ scene: Scene) throws {
    try scene.write(
      "shop.yaml",
      """
      runbook: shop
      service: shop
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
      """)
  }

  private static func drills(_ count: Int, _ scene: Scene) async throws {
    for _ in 0..<count { #expect([0, 3].contains(try await scene.halfhour("drill", "shop.yaml").exit)) }
  }

  @Test(.timeLimit(.minutes(2))) func `the oldest go, and the index forgets them`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try await Self.drills(4, scene)
      let names = scene.runNames
      let dry = try await scene.halfhour("runs", "prune", "--keep", "2", "--dry-run")
      #expect(dry.exit == 0, "\(dry)")
      #expect(dry.out.contains("\(names[0])  goes\n\(names[1])  goes\n\(names[2])  stays: among the newest of shop"))
      #expect(dry.out.contains("2 runs go, 2 stay.") && dry.out.contains("halfhour evidence export RUN"), "\(dry)")
      #expect(scene.runNames == names)

      let unasked = try await scene.halfhour("runs", "prune", "--keep", "2")
      #expect(unasked.exit == 2 && unasked.err.contains("nothing was deleted; say --yes"), "\(unasked)")
      #expect(scene.runNames == names)

      let done = try await scene.halfhour("runs", "prune", "--keep", "2", "--yes")
      #expect(done.exit == 0 && done.out.hasSuffix("2 runs were deleted.\n"), "\(done)")
      #expect(scene.runNames == Array(names[2...]))
      let list = try await scene.halfhour("runs", "--limit", "5")
      #expect(list.exit == 0 && !list.out.contains(names[0]) && list.out.contains(names[3]), "\(list)")
      let rows = try await scene.shell(
        "sqlite3 \"$HALFHOUR_STATE/index.sqlite\" 'select count(distinct run) from steps'"
      ).end()
      #expect(rows.out == "2\n", "\(rows)")
      #expect(try await scene.halfhour("report", "last").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(2))) func `what is still needed stays, and goes only by its name`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try await Self.drills(3, scene)
      let names = scene.runNames
      #expect(try await scene.halfhour("note", names[0], "--finding", "no vault").exit == 0)
      let kept = try await scene.halfhour("runs", "prune", "--keep", "0", "--yes")
      #expect(kept.exit == 0, "\(kept)")
      #expect(kept.out.contains("\(names[0])  stays: a finding of it is not closed"), "\(kept)")
      #expect(kept.out.contains("\(names[1])  goes") && kept.out.contains("\(names[2])  stays: the last drill of shop"))
      #expect(scene.runNames == [names[0], names[2]])

      let recent = try await scene.halfhour("runs", "prune", "--older-than", "2y", "--yes")
      #expect(recent.out.contains("stays: not old enough") && recent.out.contains("No run goes, 2 stay."), "\(recent)")
      let forced = try await scene.halfhour("runs", "prune", "--force", names[0], "--yes")
      #expect(forced.exit == 0 && forced.out.contains("1 run was deleted."), "\(forced)")
      #expect(scene.runNames == [names[2]])
      #expect(try await scene.halfhour("runs", "prune").exit != 0, "it says what may go")
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a dry run believes the index, and what goes is asked for its journal`()
    async throws
  {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try await Self.drills(3, scene)
      let names = scene.runNames
      // A line in the middle: the last one, by which the index is compared with the journal, is as it was.
      let journal = "state/runs/\(names[0])/journal.jsonl"
      let text = try scene.read(journal)
      try scene.write(journal, text.replacing("\"user\":\"", with: "\"user\":\"x", maxReplacements: 1))
      // Here the last line itself, as if more had been written since.
      let last = "state/runs/\(names[1])/journal.jsonl"
      try scene.write(last, try scene.read(last) + "more\n")
      let dry = try await scene.halfhour("runs", "prune", "--keep", "1", "--dry-run")
      #expect(dry.exit == 0 && dry.out.contains("\(names[0])  goes\n"), "\(dry)")
      #expect(dry.out.contains("\(names[1])  stays: it can't be read:"), "\(dry)")
      let done = try await scene.halfhour("runs", "prune", "--keep", "1", "--yes")
      #expect(done.exit == 1 && done.err.contains("\(names[0]): it stays: it can't be read:"), "\(done)")
      #expect(scene.runNames == names)
    }
  }

  @Test(.timeLimit(.minutes(2))) func `an index that lags behind the journals is not believed`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try scene.write(
        "site.yaml",
        "site: Test site\ntarget: { rto: 5m }\nservices:\n  shop: { tier: critical }\npeople:\n  ruth: { roles: [sales] }\n"
      )
      try await Self.drills(4, scene)
      let names = scene.runNames
      func index(_ words: String) async throws {
        let end = try await scene.shell("cd state && \(words)").end()
        #expect(end.exit == 0, "\(end)")
      }
      try await index("sqlite3 index.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' && mkdir old && cp index.sqlite* old")
      #expect(try await scene.halfhour("note", names[0], "--finding", "no vault").exit == 0)
      #expect(try await scene.halfhour("report", names[1], "--sign-off", "reviewed", "--as", "ruth").exit == 0)
      try await index("rm index.sqlite* && cp old/* .")
      let dry = try await scene.halfhour("runs", "prune", "--keep", "1", "--dry-run")
      #expect(dry.out.contains("\(names[0])  stays: a finding of it is not closed"), "\(dry)")
      #expect(dry.out.contains("\(names[1])  stays: signed off by ruth"), "\(dry)")
      #expect(dry.out.contains("\(names[2])  goes\n") && dry.out.contains("1 run goes, 3 stay."), "\(dry)")
      let signers = try await scene.shell("sqlite3 state/index.sqlite 'SELECT count(signed_off_by) FROM runs'").end()
      #expect(signers.out == "1\n", "what was read is not read the next time: \(signers)")
      let done = try await scene.halfhour("runs", "prune", "--keep", "1", "--yes")
      #expect(done.exit == 0, "\(done)")
      #expect(scene.runNames == [names[0], names[1], names[3]])
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a run that goes on is left alone, by its name too`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      let program = try scene.startDrill(
        "install:\n  - { id: wait, run: 'while [ ! -e \(scene.path("go")) ]; do sleep 0.05; done' }")
      try await scene.until("it runs") {
        scene.runNames.first.map { scene.lines("state/runs/\($0)/journal.jsonl").count >= 3 } ?? false
      }
      let name = try scene.run().name
      let end = try await scene.halfhour("runs", "prune", "--force", name, "--yes")
      #expect(end.out.contains("\(name)  stays: in the hands of a process"), "\(end)")
      #expect(scene.runNames == [name])
      try scene.write("go", "")
      #expect(try await program.end().exit != 6)
    }
  }

  @Test(.timeLimit(.minutes(2))) func `what a killed prune left is no run, and goes the next time`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try await Self.drills(2, scene)
      let names = scene.runNames
      // As a kill leaves it between the new name and the removal.
      try FileManager.default.moveItem(
        atPath: "\(scene.state)/runs/\(names[0])", toPath: "\(scene.state)/runs/.gone-\(names[0])")
      let list = try await scene.halfhour("runs")
      #expect(!list.out.contains(names[0]) && list.out.contains(names[1]), "the index forgets it: \(list)")
      #expect(try await scene.halfhour("runs", "prune", "--keep", "5").exit == 0)
      #expect(!scene.exists("state/runs/.gone-\(names[0])"))
    }
  }
}
