import Glibc
import Testing

/// A run that is over is cleaned up until nothing is left, and what it did is taken back; a run starts at a later phase.
struct TakenUpAgainTests {
  private static func phases(_ scene: Scene) -> String {
    """
    install:
      - { id: pack, run: "echo pack >>\(scene.folder)/done", undo: "echo pack >>\(scene.folder)/undone" }
    restore:
      - { id: load, run: "echo load >>\(scene.folder)/done", undo: "echo load >>\(scene.folder)/undone" }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no } }
    cutover:
      - id: move
        run: echo move >>\(scene.folder)/done
        undo: test -e \(scene.folder)/way && echo move >>\(scene.folder)/undone
      - { id: last, run: "test -e \(scene.folder)/good", on_failure: ask }
      - { id: check, run: "true", expect: { exit: 0 } }
    cleanup:
      - id: tidy
        run: echo x >>\(scene.folder)/tries; test $(wc -l <\(scene.folder)/tries) -ge 3 || { echo busy >&2; exit 1; }
        only: drill
    """
  }

  @Test(.timeLimit(.minutes(2)))
  func `a cleanup that fails twice is taken up until nothing is left over`() async throws {
    try await Scene.play { scene in
      try scene.write("good", "")
      let first = try await scene.drill(Self.phases(scene))
      #expect(first.exit == 3, "\(first)")
      #expect(first.out.contains("shop.tidy failed, so something may be left over"))
      let second = try await scene.halfhour("resume", "last", "--cleanup", "--reason", "free again")
      #expect(second.exit == 1, "\(second)")
      #expect(second.out.contains("still left over: shop.tidy: exit 1"))
      let third = try await scene.halfhour("resume", "last", "--cleanup")
      #expect(third.exit == 0, "\(third)")
      #expect(third.out.contains("Nothing is left over."))
      #expect(scene.lines("tries").count == 3 && scene.lines("done") == ["pack", "load", "move"])
      let fourth = try await scene.halfhour("resume", "last", "--cleanup")
      #expect(fourth.exit == 0 && fourth.out.contains("nothing is left over: there is nothing to clean up"))
      let entries = try scene.run().journal().map(\.entry)
      #expect(entries.count { $0 == "reopened" } == 2 && entries.count { $0 == "run-finished" } == 3)
      #expect(try await scene.halfhour("report", "last", "--format", "json").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a killed cleanup is taken up by resume alone, and an old word to stop is not heard again`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        """
        install:
          - { id: long, run: "echo x >\(scene.folder)/runs; sleep 60" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no } }
        cleanup:
          - { id: tidy, run: "echo x >>\(scene.folder)/tidy; test -e \(scene.folder)/quick || sleep 3", only: drill }
        """)
      let program = try scene.start(["drill", "shop.yaml"])
      try await scene.until("the job runs") { scene.exists("runs") }
      #expect(try await scene.halfhour("stop", "last", "--no-cleanup").exit == 0)
      #expect(try await program.end().exit == 4)
      #expect(!scene.exists("tidy"))
      let cleanup = try scene.start(["resume", "last", "--cleanup"])
      try await scene.until("the cleanup runs") { scene.exists("tidy") }
      try await cleanup.murder()
      let resumed = try await scene.halfhour("resume", "last")
      #expect(resumed.exit == 4, "\(resumed)")
      #expect(scene.lines("tidy").count == 1)
      let after = try await scene.halfhour("resume", "last", "--cleanup")
      #expect(after.exit == 0 && after.out.contains("there is nothing to clean up"), "\(after)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an incident that stopped after its cutover is taken back, the latest first`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases(scene))
      let waiting = try await scene.halfhour("recover", "shop.yaml", "--yes")
      #expect(waiting.exit == 6, "\(waiting)")
      let early = try await scene.halfhour("resume", "last", "--undo")
      #expect(early.exit == 2 && early.err.contains("is not over"), "\(early)")
      #expect(try await scene.halfhour("stop", "last", "--reason", "the old server lives").exit == 0)
      #expect(try await scene.halfhour("resume", "last").exit == 4)
      let first = try await scene.halfhour("resume", "last", "--undo", "--reason", "the old server lives")
      #expect(first.exit == 1, "\(first)")
      #expect(first.out.contains("not taken back: shop.move: exit 1\ntaken back: shop.load\ntaken back: shop.pack\n"))
      #expect(scene.lines("undone") == ["load", "pack"])
      try scene.write("way", "")
      let second = try await scene.halfhour("resume", "last", "--undo")
      #expect(second.exit == 0, "\(second)")
      #expect(scene.lines("undone") == ["load", "pack", "move"])
      #expect(second.out.contains("shop.move was taken back after the end"))
      let third = try await scene.halfhour("resume", "last", "--undo")
      #expect(third.exit == 0 && third.out.contains("nothing of the run can be taken back"))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `recover --from leaves out what stands before, and says so`() async throws {
    try await Scene.play { scene in
      try scene.write("good", "")
      try scene.runbook(Self.phases(scene))
      let end = try await scene.halfhour(
        "recover", "shop.yaml", "--from", "restore", "--reason", "it stands", "--yes", "--disrupted-at", "00:00")
      #expect(scene.lines("done") == ["load", "move"])
      #expect(end.out.contains("started from restore: 1 step of install was left out on the word of"), "\(end)")
      #expect(end.out.contains("(it stands)"), "\(end)")
      for words in [["--from", "restore"], ["--from", "restore", "--reason", " "], ["--reason", "it stands"]] {
        let refused = try await scene.start(["recover", "shop.yaml", "--yes"] + words).end()
        #expect(refused.exit == 2 && refused.err.contains("--reason"), "\(refused)")
        #expect(scene.runNames.count == 1)
      }
      for (phase, words) in [("cleanup", "resume --cleanup"), ("triage", "always runs"), ("lunch", "no such phase")] {
        let refused = try await scene.halfhour("recover", "shop.yaml", "--from", phase, "--yes")
        #expect(refused.exit == 2 && refused.err.contains(words), "\(refused)")
      }
      let plan = try await scene.halfhour("plan", "shop.yaml", "--from", "verify")
      #expect(plan.out.contains("Started from verify, a run leaves out: pack, load"), "\(plan)")
      #expect(plan.out.contains("(resume --undo): pack, load, move"))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `on a terminal it is asked why a drill starts later, and Enter alone is no reason`() async throws {
    try await Scene.play { scene in
      try scene.write("good", "")
      try scene.runbook(Self.phases(scene))
      try await TestTerminal.open(scene) { terminal in
        try await terminal.enter("halfhour drill shop.yaml --from restore; echo ended with $?")
        try await terminal.until("Why does it start at restore?")
        try await terminal.press("Enter")
        try await terminal.enter("it stands")
        try await terminal.until("ended with 3")
      }
      let amended = try scene.run().journal().first { $0.entry == "amended" }
      #expect(amended?.fields["reason"] as? String == "it stands")
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: ["--cleanup", "--undo"])
  func `who takes up a run that is over is who they say they are`(option: String) async throws {
    try await Scene.play { scene in
      try scene.write("good", "")
      try scene.runbook(Self.phases(scene))
      try scene.write(
        "site.yaml",
        """
        site: Test site
        target: { rto: 30m, rpo: none }
        services: { shop: { tier: critical } }
        people: { ruth: { roles: [sales] } }
        """)
      let first = try await scene.halfhour("drill", "shop.yaml")
      #expect(first.exit == 3, "\(first)")
      let before = try scene.run().journal().count
      let refused = try await scene.halfhour("resume", "last", option, "--as", "nobody")
      #expect(refused.exit == 2 && refused.err.contains("knows nobody called nobody"), "\(refused)")
      #expect(try scene.run().journal().count == before)
      _ = try await scene.halfhour("resume", "last", option, "--as", "ruth")
      let entries = try scene.run().journal().dropFirst(before)
      for kind in ["reopened", "session-opened"] {
        let by = entries.first { $0.entry == kind }?.fields["by"] as? [String: Any]
        #expect(by?["attested"] as? String == "ruth", "\(kind): \(entries.map(\.fields))")
      }
    }
  }
}
