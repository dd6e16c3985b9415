import Testing

/// What the program's exit status says.
struct ExitStatusTests {
  private static let good = "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: no } }"

  @Test(.timeLimit(.minutes(1)))
  func `0 is passed and 1 is failed`() async throws {
    try await Scene.play { scene in
      let passed = try await scene.drill(Self.good)
      #expect(passed.exit == 0, "\(passed)")
      let failed = try await scene.drill(
        "verify:\n  - { id: see, run: exit 7, expect: { exit: 0 }, seen_red: { skip: no } }")
      #expect(failed.exit == 1, "\(failed)")
      #expect(failed.out.contains("expected 0, got 7"), "\(failed)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("verify:\n  - { id: see, runs: x }", [], "shop.yaml:5:16: error:"),
      ("verify: [", [], "error:"),
      (good, ["--input", "nobody=1"], "nobody"),
      (good, ["--input", "nobody"], "name=value"),
      ("triage:\n  - { id: fetch, copy: { from: shop.yaml, to: copy } }\n" + good, [], "`triage` only looks"),
    ])
  func `2 is refused before the first step`(phases: String, arguments: [String], words: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(phases)
      let end = try await scene.start(["drill", "shop.yaml"] + arguments).end()
      #expect(end.exit == 2, "\(end)")
      #expect(end.err.contains(words), "\(end)")
      #expect(scene.runNames.isEmpty, "a run was begun")
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [["drill", "nothing.yaml"], ["drill"], ["resume", "last"], ["dril"]])
  func `2 is also what cannot be understood`(arguments: [String]) async throws {
    try await Scene.play { scene in
      let end = try await scene.start(arguments).end()
      #expect(end.exit == 2, "\(end)")
      #expect(!end.err.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `5 is recovered too late`() async throws {
    try await Scene.play { scene in
      try scene.write("site.yaml", "site: Test site\nservices:\n  shop: { tier: critical, rto: 1s }\n")
      let end = try await scene.drill("install:\n  - { id: sit, wait: 1100ms }\n" + Self.good)
      #expect(end.exit == 5, "\(end)")
    }
  }

  /// An incident whose second step fails until the file `mended` is there.
  private static func incident(_ scene: Scene) async throws -> Ended {
    try scene.runbook(
      """
      install:
        - { id: one, run: echo x >>\(scene.folder)/one }
        - { id: shaky, run: echo x >>\(scene.folder)/shaky; test -e \(scene.folder)/mended }
        - { id: three, run: echo x >>\(scene.folder)/three }
      \(good)
      """)
    let waiting = try await scene.halfhour("recover", "shop.yaml", "--yes")
    #expect(waiting.exit == 6, "\(waiting)")
    #expect(waiting.out.contains("shop.shaky failed: exit 1") && waiting.out.contains("--rerun shop.shaky"))
    #expect(!scene.exists("three"))
    return waiting
  }

  @Test(.timeLimit(.minutes(1)))
  func `6 waits for a person, who lets the step be tried again`() async throws {
    try await Scene.play { scene in
      _ = try await Self.incident(scene)
      let still = try await scene.halfhour("resume")
      #expect(still.exit == 6, "\(still)")
      let again = try await scene.halfhour("resume", "last", "--rerun", "shaky")
      #expect(again.exit == 6, "it fails once more: \(again)")
      try scene.write("mended", "")
      let end = try await scene.halfhour("resume", "last", "--rerun", "shop.shaky")
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(scene.lines("one") == ["x"] && scene.lines("three") == ["x"])
      #expect(scene.lines("shaky").count == 3)
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [("--skip", "skipped"), ("--done", "by-hand")])
  func `3 is passed with a step that a person skipped or did`(option: String, outcome: String) async throws {
    try await Scene.play { scene in
      _ = try await Self.incident(scene)
      let refused = try await scene.halfhour("resume", "last", option, "shaky")
      #expect(refused.exit == 2 && refused.err.contains("--reason"), "\(refused)")
      let end = try await scene.halfhour("resume", "last", option, "shaky", "--reason", "seen to by hand")
      #expect(end.exit == 3, "\(end)")
      #expect(try scene.run().outcomes()["shaky"] == outcome)
      #expect(scene.lines("shaky").count == 1 && scene.lines("three") == ["x"])
      let report = try await scene.halfhour("report")
      #expect(report.out.contains("seen to by hand"), "\(report)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a live recovery asks for the site's name`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.good)
      let end = try await scene.halfhour("recover", "shop.yaml")
      #expect(end.exit == 2, "\(end)")
      #expect(end.err.contains("--yes"), "\(end)")
      #expect(scene.runNames.isEmpty)
    }
  }
}
