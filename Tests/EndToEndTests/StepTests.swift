import Foundation
import Glibc
import Testing

/// What the keys of a step do when a real run carries it out.
struct StepTests {
  private static let see = "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }"

  @Test(.timeLimit(.minutes(1)))
  func `skip_if finds what is done, and a command that is missing is no answer`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: done, run: touch \(scene.folder)/done, skip_if: "true" }
          - { id: do, run: touch \(scene.folder)/do, skip_if: "false" }
          - { id: lost, run: touch \(scene.folder)/lost, skip_if: no-such-command-here, on_failure: continue }
        \(Self.see)
        """)
      #expect(!scene.exists("done") && scene.exists("do") && !scene.exists("lost"), "\(end)")
      let outcomes = try scene.run().outcomes()
      #expect(outcomes["done"] == "already-done" && outcomes["do"] == "passed" && outcomes["lost"] == "failed")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `retry clears up with reset before each further try`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - id: shaky
            run: echo try >>\(scene.folder)/log; test "$(grep -c try \(scene.folder)/log)" -ge 3
            retry: { attempts: 3, delay: 20ms, backoff: 2, reset: echo reset >>\(scene.folder)/log }
        \(Self.see)
        """)
      #expect(end.exit == 3 || end.exit == 0, "\(end)")
      #expect(scene.lines("log") == ["try", "reset", "try", "reset", "try"])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `retry gives up after its attempts`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: never, run: echo try >>\(scene.folder)/log; exit 9, idempotent: true, retry: { attempts: 3, delay: 10ms } }
        \(Self.see)
        """)
      #expect(end.exit == 1 && end.out.contains("exit 9"), "\(end)")
      #expect(scene.lines("log").count == 3)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a check is asked again until it holds or its time is over`() async throws {
    try await Scene.play { scene in
      let held = try await scene.drill(
        """
        verify:
          - id: up
            run: echo x >>\(scene.folder)/log; test "$(wc -l <\(scene.folder)/log)" -ge 4
            expect: { exit: 0 }
            seen_red: { skip: tried elsewhere }
            within: 10s
            every: 20ms
        """)
      #expect(held.exit == 0, "\(held)")
      #expect(scene.lines("log").count == 4)
      let missed = try await scene.drill(
        "verify:\n  - { id: up, run: exit 1, expect: { exit: 0 }, seen_red: { skip: tried elsewhere }, within: 1500ms, every: 50ms }")
      #expect(missed.exit == 1, "\(missed)")
      #expect(try scene.run().starts()["up", default: 0] >= 3)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `steps that are not for this run are left out`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        precheck:
          - { id: look, run: 'echo size=5 >>"$HALFHOUR_OUTPUT"', outputs: [size] }
        install:
          - { id: small, run: touch \(scene.folder)/small, if: steps.look.size < 10 }
          - { id: large, run: touch \(scene.folder)/large, if: steps.look.size >= 10 }
          - { id: live, run: touch \(scene.folder)/live, only: incident }
          - { id: after, run: touch \(scene.folder)/after, needs: [large, live] }
        \(Self.see)
        """)
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(scene.exists("small") && scene.exists("after"))
      #expect(!scene.exists("large") && !scene.exists("live"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a failure can be passed by, which is a condition`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: nice, run: exit 4, on_failure: continue }
          - { id: next, run: touch \(scene.folder)/next }
        \(Self.see)
        """)
      #expect(end.exit == 3, "\(end)")
      #expect(scene.exists("next") && end.out.contains("nice"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `wait waits`() async throws {
    try await Scene.play { scene in
      let before = ContinuousClock.now
      let end = try await scene.drill("install:\n  - { id: sit, wait: 700ms }\n\(Self.see)")
      #expect(end.exit == 0, "\(end)")
      #expect(ContinuousClock.now - before >= .milliseconds(700))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a tree is copied with its links, modes and times`() async throws {
    try await Scene.play { scene in
      try scene.write("from/deep/er/file", "deep\n")
      try scene.write("from/tool", "#!/bin/sh\n", executable: true)
      chmod(scene.path("from/deep"), 0o750)
      symlink("deep/er/file", scene.path("from/link"))
      symlink("nowhere", scene.path("from/dangling"))
      var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 0)]
      utimensat(AT_FDCWD, scene.path("from/tool"), &times, 0)
      let end = try await scene.drill("restore:\n  - { id: bring, copy: { from: from, to: to } }\n\(Self.see)")
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("to/deep/er/file") == "deep\n")
      #expect(Self.status(scene.path("to/tool")).st_mode & 0o777 == 0o755)
      #expect(Self.status(scene.path("to/tool")).st_mtim.tv_sec == 1_000_000_000)
      #expect(Self.status(scene.path("to/deep")).st_mode & 0o777 == 0o750)
      let links = try ["link", "dangling"].map {
        try FileManager.default.destinationOfSymbolicLink(atPath: scene.path("to/\($0)"))
      }
      #expect(links == ["deep/er/file", "nowhere"])
    }
  }

  private static func status(_ path: String) -> stat {
    var status = Glibc.stat()
    lstat(path, &status)
    return status
  }

  @Test(.timeLimit(.minutes(1)), arguments: [("", 0o644), (", mode: \"0600\"", 0o600), (", mode: 0755", 0o755)])
  func `a template has the mode that was asked for`(mode: String, expected: Int) async throws {
    try await Scene.play { scene in
      try scene.write("page", "port {{port}}\n")
      try scene.runbook(
        """
        install:
          - { id: render, template: { from: page, to: out\(mode) }, with: { port: "0080" } }
        \(Self.see)
        """)
      let end = try await scene.halfhour("drill", "shop.yaml", umask: "077")
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("out") == "port 0080\n")
      #expect(Int(Self.status(scene.path("out")).st_mode & 0o777) == expected)
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("run: 'true', outputs: [gone]", "The output gone did not come"),
      ("run: 'echo gone= >>\"$HALFHOUR_OUTPUT\"', outputs: [gone]", "gone"),
      ("run: sleep 20, timeout: 300ms", "took longer than its time-out"),
      ("run: no-such-command-here", "a command was not found"),
      ("run: kill -9 $$", "ended by signal 9"),
      ("copy: { from: ., to: ./inner }", "the copy would have no end"),
      ("copy: { from: site.yaml, to: . }", "."),
      ("copy: { from: nothing-here, to: x }", "nothing-here can't be copied"),
      ("copy: { from: site.yaml, to: no/such/folder/x }", "no/such/folder"),
    ])
  func `a step that fails says why`(step: String, words: String) async throws {
    try await Scene.play { scene in
      let end = try await scene.drill("install:\n  - { id: bad, \(step) }\n\(Self.see)")
      #expect(end.exit == 1, "\(end)")
      #expect(try scene.run().messages(of: "bad").joined().contains(words), "\(end)")
      #expect(end.out.contains(words), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `large copies hold up neither other steps nor Ctrl-C`() async throws {
    try await Scene.play { scene in
      for name in ["one", "two", "three"] {
        try scene.write(name, "")
        truncate(scene.path(name), 8 << 30)
      }
      let copies = ["one", "two", "three"].map {
        "  - { id: \($0), needs: [], copy: { from: \($0), to: \(scene.runtime)/copy-\($0) } }"
      }
      let program = try scene.startDrill(
        """
        restore:
        \(copies.joined(separator: "\n"))
          - { id: quick, needs: [], run: "true" }
        \(Self.see)
        """)
      try await scene.until("the quick step is over", within: .seconds(4)) { program.out.contains("quick  passed") }
      program.send(SIGINT)
      let end = try await program.end(within: .seconds(4))
      #expect(end.exit == 4, "\(end)")
      let left = try FileManager.default.contentsOfDirectory(atPath: scene.runtime).filter { $0.contains("copy-") }
      #expect(left == [], "a copy that was cancelled left something behind")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `files stand in a fresh folder, as they were when the run began`() async throws {
    try await Scene.play { scene in
      try scene.write("tools/helper", "#!/bin/sh\necho helped\n", executable: true)
      try scene.write("data", "first\n")
      let program = try scene.startDrill(
        """
        precheck:
          - { id: pause, run: "touch \(scene.folder)/begun; while [ ! -e \(scene.folder)/go ]; do sleep 0.02; done" }
        verify:
          - id: use
            files: [tools/helper, data]
            run: pwd >\(scene.folder)/where; ls -A | sort; ./tools/helper; cat data
            expect: { equals: "data\\ntools\\nhelped\\nfirst" }
            seen_red: { skip: tried elsewhere }
        """)
      try await scene.until("the run has begun") { scene.exists("begun") }
      try scene.write("data", "second\n")
      try scene.write("go", "")
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      #expect(access(scene.lines("where").first ?? "", F_OK) != 0, "the work folder is gone")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill that fails cleans up`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: bad, run: exit 1 }
          - { id: never, run: touch \(scene.folder)/never }
        \(Self.see)
        cleanup:
          - { id: tidy, run: touch \(scene.folder)/tidy }
          - { id: fails, run: exit 1 }
          - { id: last, run: touch \(scene.folder)/last }
        """)
      #expect(end.exit == 1, "\(end)")
      #expect(scene.exists("tidy") && scene.exists("last") && !scene.exists("never"))
      #expect(end.out.contains("fails"), "\(end)")
    }
  }
}
