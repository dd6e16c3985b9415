import Foundation
import Glibc
import Testing

/// Jobs outlive halfhour, and a later halfhour finds them.
struct OutliveTests {
  @Test(.timeLimit(.minutes(1)))
  func `a log goes on without loss or doubling after halfhour was killed`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        verify:
          - id: count
            run: |
              i=0
              while [ "$i" -lt 600 ]; do
                i=$((i + 1)); echo "line $i"
                if [ $((i % 50)) = 0 ]; then sleep 0.1; fi
              done
            expect: { exit: 0 }
            seen_red: { skip: tried elsewhere }
        """)
      try await scene.until("the log has begun") {
        (try? scene.run().log("shop.count.1").count).map { $0 > 800 } ?? false
      }
      try await program.murder()
      try await Task.sleep(for: .milliseconds(250))
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0, "\(end)")
      let log = String(decoding: try scene.run().log("shop.count.1"), as: UTF8.self)
      #expect(log == (1...600).map { "line \($0)\n" }.joined())
      #expect(try scene.run().starts() == ["count": 1])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a time-out holds although halfhour is dead`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        verify:
          - { id: hang, run: "echo $$ >\(scene.folder)/pid; sleep 60; echo no", timeout: 1s }
        """)
      try await scene.until("the job runs") { !scene.lines("pid").isEmpty }
      try await program.murder()
      let run = try scene.run()
      #expect(!Processes.ofRun(run.name).isEmpty, "the job outlives halfhour")
      // What is left a while longer is the watchdog, which sees to the KILL that may be needed.
      try await scene.until("the job is ended", within: .seconds(10)) {
        !Processes.ofRun(run.name).contains { Processes.arguments($0) == Data("sleep\u{0}60\u{0}".utf8) }
      }
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 1, "\(end)")
      #expect(try run.messages(of: "hang") == ["took longer than its time-out"])
      #expect(Processes.ofRun(run.name) == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a job that ended while halfhour was dead is not run again`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - { id: change, run: "echo x >>\(scene.folder)/change; sleep 0.3; echo new=1 >>$HALFHOUR_OUTPUT", outputs: [new] }
        verify:
          - { id: see, with: { new: "{{ steps.change.new }}" }, run: test "$new" = 1, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("the job runs") { scene.exists("change") }
      try await program.murder()
      let run = try scene.run()
      try await scene.until("the job is over") { Processes.ofRun(run.name).isEmpty }
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0, "\(end)")
      #expect(scene.lines("change") == ["x"])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a job is found from a session with another runtime folder`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - { id: change, run: "echo x >>\(scene.folder)/change; sleep 0.5" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("the job runs") { scene.exists("change") }
      try await program.murder()
      let end = try await scene.halfhour("resume", "last", environment: ["XDG_RUNTIME_DIR": ""])
      #expect(end.exit == 0 || end.exit == 6, "\(end)")
      #expect(scene.lines("change") == ["x"], "a step that is not idempotent ran twice")
    }
  }

  /// As when the system clears away what a user left who logged out.
  @Test(.timeLimit(.minutes(1)))
  func `a step whose job folder was taken away is never run again without a word`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - { id: change, run: "echo x >>\(scene.folder)/change; sleep 0.5" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("the job runs") { scene.exists("change") }
      try await program.murder()
      try FileManager.default.removeItem(atPath: "\(scene.runtime)/halfhour-\(getuid())")
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 6, "\(end)")
      #expect(scene.lines("change") == ["x"], "a step that is not idempotent ran twice")
      let run = try scene.run().name
      try await scene.until("the job is over") { Processes.ofRun(run).isEmpty }
    }
  }

  /// Kills halfhour and all processes of its job: nobody is left to know.
  private static func loseOutcome(_ scene: Scene) async throws {
    let program = try scene.startDrill(
      """
      install:
        - { id: change, run: "echo x >>\(scene.folder)/change; sleep 5; echo y >>\(scene.folder)/change" }
        - { id: next, run: "echo x >>\(scene.folder)/next" }
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      """)
    try await scene.until("the job runs") { scene.exists("change") }
    try await program.murder()
    let run = try scene.run().name
    Processes.ofRun(run).forEach { kill($0, SIGKILL) }
    try await scene.until("the job is gone") { Processes.ofRun(run).isEmpty }
    let asks = try await scene.halfhour("resume")
    #expect(asks.exit == 6, "\(asks)")
    #expect(asks.out.contains("Nobody knows how shop.change ended") && asks.out.contains("--rerun shop.change"))
    #expect(scene.lines("change") == ["x"] && !scene.exists("next"))
    let still = try await scene.halfhour("resume")
    #expect(still.exit == 6 && scene.lines("change") == ["x"], "\(still)")
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["--rerun", "--done", "--skip"])
  func `a lost outcome waits for a person's word`(word: String) async throws {
    try await Scene.play { scene in
      try await Self.loseOutcome(scene)
      let end = try await scene.halfhour("resume", "last", word, "change", "--reason", "looked at the machine")
      #expect(end.exit == 3, "\(end)")
      #expect(scene.lines("next") == ["x"])
      #expect(scene.lines("change") == (word == "--rerun" ? ["x", "x", "y"] : ["x"]))
      #expect(try await scene.halfhour("report").out.contains("looked at the machine"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a word on a step that asks nothing is not swallowed`() async throws {
    try await Scene.play { scene in
      try await Self.loseOutcome(scene)
      let wrong = try await scene.halfhour("resume", "last", "--skip", "next", "--reason", "no need")
      #expect(wrong.exit == 6 || wrong.exit == 2, "\(wrong)")
      #expect(wrong.all.contains("shop.next asks nothing"), "\(wrong)")
      let unknown = try await scene.halfhour("resume", "last", "--rerun", "nobody")
      #expect(unknown.exit == 2 && unknown.err.contains("no step nobody"), "\(unknown)")
    }
  }
}
