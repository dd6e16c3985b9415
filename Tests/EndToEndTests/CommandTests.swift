import Foundation
import Testing

/// The commands that read what a run left.
struct CommandTests {
  private static let phases = """
    install:
      - { id: talk, run: echo hello from talk; echo and an error >&2, budget: 10s }
    verify:
      - { id: see, run: echo seen, expect: { equals: seen }, seen_red: { skip: no } }
    """

  private static func json(_ ended: Ended) throws -> Any {
    #expect(ended.exit == 0, "\(ended)")
    return try JSONSerialization.jsonObject(with: Data(ended.out.utf8))
  }

  @Test func `a disruption in the future is refused, for no recovery ends before it`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let ended = try await scene.halfhour("recover", "shop.yaml", "--yes", "--disrupted-at", "2099-12-24T00:00Z")
      #expect(ended.exit == 2 && ended.err.contains("2099-12-24T00:00Z is in the future"), "\(ended)")
      #expect(scene.runNames.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a run that is over can be listed, reported, watched and read`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let name = try scene.run().name
      let runs = try Self.json(try await scene.halfhour("runs", "--format", "json")) as? [[String: Any]]
      #expect(runs?.count == 1 && runs?.first?["id"] as? String == name)
      #expect(try await scene.halfhour("runs").out.contains(name))
      let report = try Self.json(try await scene.halfhour("report", "--format", "json")) as? [String: Any]
      #expect((report?["summary"] as? [String: Any])?["run"] as? String == name)
      let html = try await scene.halfhour("report", name, "--format", "html", "--output", "r.html")
      #expect(html.exit == 0)
      let page = try scene.read("r.html")
      #expect(
        page.hasPrefix("<!") && page.contains("</html>")
          && !page.replacing("http://www.w3.org/", with: "").replacing("http-equiv", with: "").contains("http"))
      #expect(try await scene.halfhour("report").out.hasPrefix("# "))
      let log = try await scene.halfhour("logs", "last", "talk")
      #expect(log.exit == 0 && log.out.contains("hello from talk\nand an error"), "\(log)")
      #expect(try await scene.halfhour("logs", "last", "shop.talk", "-f").out == log.out)
      let missing = try await scene.halfhour("logs", "last", "nobody")
      #expect(missing.exit == 2 && missing.err.contains("nobody"), "\(missing)")
      let watch = try await scene.halfhour("watch")
      #expect(watch.exit == 0 && watch.out.contains("passed"), "\(watch)")
      let resume = try await scene.halfhour("resume")
      #expect(resume.exit == 2 && resume.err.contains("is over"), "\(resume)")
      let unknown = try await scene.halfhour("report", "no-such-run")
      #expect(unknown.exit == 2 && unknown.err.contains("halfhour runs"), "\(unknown)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `logs and watch follow a run from another terminal until it is over`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        verify:
          - id: count
            run: for i in 1 2 3 4 5 6; do echo "line $i"; sleep 0.1; done
            expect: { exit: 0 }
            seen_red: { skip: no }
        """)
      try await scene.until("the job prints") { (try? scene.run().log("shop.count.1").count).map { $0 > 0 } ?? false }
      let logs = try scene.start(["logs", "last", "shop.count", "-f"])
      let watch = try scene.start(["watch"])
      #expect(try await program.end().exit == 0)
      let followed = try await logs.end(within: .seconds(5))
      #expect(followed.out == (1...6).map { "line \($0)\n" }.joined(), "\(followed)")
      let watched = try await watch.end(within: .seconds(5))
      #expect(watched.out.contains("the run passed"), "\(watched)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the index is made anew from the journals`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let before = try await scene.halfhour("runs", "--format", "json")
      try FileManager.default.removeItem(atPath: scene.state + "/index.sqlite")
      #expect(try await scene.halfhour("runs", "--format", "json").out == before.out)
      try Data("not a database at all, but long enough to be taken for one".utf8).write(
        to: URL(fileURLWithPath: scene.state + "/index.sqlite"))
      let spoilt = try await scene.halfhour("runs", "--reindex", "--format", "json")
      #expect(spoilt.out == before.out, "\(spoilt)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `check, plan and schema speak JSON`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let plan = try Self.json(try await scene.halfhour("plan", "shop.yaml", "--format", "json")) as? [String: Any]
      #expect(plan?["hash"] is String)
      #expect(try await scene.halfhour("plan", "shop.yaml", "--commands").out.contains("hello from talk"))
      #expect(scene.runNames.isEmpty)
      let schema = try Self.json(try await scene.halfhour("schema")) as? [String: Any]
      #expect((schema?["$schema"] as? String)?.contains("2020-12") == true)
      let good = try Self.json(try await scene.halfhour("check", "shop.yaml", "--format", "json")) as? [Any]
      #expect(good?.isEmpty == true)
      try scene.runbook("verify:\n  - { id: see, runn: x }\n  - { id: see, run: y, needs: [z] }")
      let bad = try await scene.halfhour("check", "shop.yaml", "--format", "json")
      #expect(bad.exit == 2)
      let found = try JSONSerialization.jsonObject(with: Data(bad.out.utf8)) as? [[String: Any]]
      #expect((found?.count ?? 0) >= 3, "all at once: \(bad)")
      let text = try await scene.halfhour("check", "shop.yaml")
      #expect(
        text.err.contains("shop.yaml:5:16: error:") && text.err.contains("did you mean \"run\"?")
          && text.err.contains("^"), "\(text)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the journal can be checked with sha256sum alone`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let journal = try scene.run().folder + "/journal.jsonl"
      let check = #"""
        previous=$(printf '%064d' 0)
        while IFS= read -r line; do
          case $line in "{\"prev\":\"$previous\","*) ;; *) exit 1 ;; esac
          previous=$(printf '%s' "$line" | sha256sum | cut -d' ' -f1)
        done <"$0"
        echo "$previous"
        """#
      let program = try Program(
        ["/bin/sh", "-c", check, journal], environment: ["PATH": "/usr/bin:/bin"], folder: scene.folder, umask: "022")
      let head = try await program.end()
      #expect(head.exit == 0, "\(head)")
      let report = try Self.json(try await scene.halfhour("report", "--format", "json")) as? [String: Any]
      #expect(head.out == "\(report?["journalHead"] as? String ?? "")\n")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a journal that was changed is not believed`() async throws {
    try await Scene.play { scene in
      #expect(
        try await scene.drill("verify:\n  - { id: see, run: exit 3, expect: { exit: 0 }, seen_red: { skip: no } }").exit
          == 1)
      let url = URL(fileURLWithPath: try scene.run().folder + "/journal.jsonl")
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      try Data(text.replacing("\"outcome\":\"failed\"", with: "\"outcome\":\"passed\"").utf8).write(to: url)
      let report = try await scene.halfhour("report")
      #expect(report.exit == 2 && report.err.contains("line ") && report.err.contains("broken"), "\(report)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a run goes on when nobody reads what it prints, and resumes from any folder`() async throws {
    try await Scene.play { scene in
      try scene.write("page", "{{word}}\n")
      try scene.runbook(
        """
        install:
          - { id: slow, run: sleep 0.4; echo x >>\(scene.folder)/slow }
          - { id: render, template: { from: page, to: page.out }, with: { word: rendered } }
        verify:
          - { id: see, files: [page], run: cat page, expect: { exit: 0 }, seen_red: { skip: no } }
        """)
      let pipe = try Program(
        ["/bin/sh", "-c", "\"$0\" drill shop.yaml 2>&1 | head -n 1", Halfhour.path],
        environment: ["PATH": "/usr/bin:/bin", "HALFHOUR_STATE": scene.state, "XDG_RUNTIME_DIR": scene.runtime],
        folder: scene.folder, umask: "022")
      try await scene.until("the run is over") { (try? scene.run().journal().last?.entry) == "run-finished" }
      #expect(try await pipe.end().exit == 0)
      #expect(try scene.run().journal().last?.fields["verdict"] as? String == "passed")
      let program = try scene.start(["drill", "shop.yaml"])
      try await scene.until("the job runs") { program.out.contains("slow  started") }
      try await program.murder()
      let elsewhere = try Program(
        [Halfhour.path, "resume"],
        environment: ["PATH": "/usr/bin:/bin", "HALFHOUR_STATE": scene.state, "XDG_RUNTIME_DIR": scene.runtime],
        folder: scene.runtime, umask: "022")
      let end = try await elsewhere.end()
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("page.out") == "rendered\n")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `several runbooks run side by side in one run`() async throws {
    try await Scene.play { scene in
      try scene.write(
        "site.yaml",
        "site: Two\nservices:\n  shop: { tier: critical, depends_on: [router] }\n  router: { tier: critical }\n")
      try scene.runbook(
        """
        install:
          - { id: one, run: date +%s%N >\(scene.folder)/shop.start }
        verify:
          - { id: see, run: test -e \(scene.folder)/router.seen, expect: { exit: 0 }, seen_red: { skip: no } }
        """)
      try scene.write(
        "router.yaml",
        """
        runbook: router
        service: router
        install:
          - { id: one, run: sleep 0.4; date +%s%N >\(scene.folder)/router.end }
        verify:
          - { id: see, run: touch \(scene.folder)/router.seen, expect: { exit: 0 }, seen_red: { skip: no } }
        """)
      try scene.write("all.yaml", "runbook: all\nrecovers: [router.yaml, shop.yaml]\n")
      let end = try await scene.halfhour("drill", "all.yaml")
      #expect(end.exit == 0, "\(end)")
      #expect(try #require(Int(scene.lines("shop.start")[0])) < #require(Int(scene.lines("router.end")[0])))
    }
  }
}
