import Foundation
import Testing

/// Ctrl-C on a real terminal: while jobs run, and while a drill cleans up.
@Suite struct InterruptTests {
  private static func write(_ scene: Scene, cleanup: String) throws {
    let jobs = (1...4).map { number in
      "  - { id: job-\(number), needs: [], run: 'echo $$ >\(scene.folder)/pid-\(number); sleep 60' }"
    }
    try scene.runbook(
      """
      install:
      \(jobs.joined(separator: "\n"))
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
      cleanup:
        - { id: tidy, run: "\(cleanup)", only: drill }
      """)
  }

  private static func begin(_ scene: Scene, on terminal: TestTerminal) async throws {
    try await terminal.enter("halfhour drill shop.yaml; echo ended with $?")
    try await scene.until("four jobs run") { (1...4).allSatisfy { !scene.lines("pid-\($0)").isEmpty } }
    try await terminal.until("RUNNING")
  }

  @Test(.timeLimit(.minutes(2)))
  func `a stop while four jobs run ends all of them, and cleans up`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, cleanup: "echo x >>\(scene.folder)/tidy")
      try await TestTerminal.open(scene) { terminal in
        try await Self.begin(scene, on: terminal)
        try await terminal.press("C-c")
        try await terminal.until("STOP THE RUN?")
        try await terminal.press("Enter", "Escape", "c")
        try await Task.sleep(for: .seconds(1))
        #expect(!(try await terminal.screen().contains("STOP THE RUN?")))
        try await terminal.press("C-c")
        try await terminal.until("STOP THE RUN?")
        try await terminal.press("s")
        try await terminal.until("ended with 4")
      }
      #expect(scene.lines("tidy") == ["x"])
      #expect(Processes.ofRun(try scene.run().name) == [])
      let outcomes = try scene.run().outcomes()
      #expect((1...4).allSatisfy { outcomes["job-\($0)"] == "cancelled" }, "\(outcomes)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `the second Ctrl-C leaves a cleanup that is under way, and resume finishes it`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, cleanup: "echo begun >>\(scene.folder)/tidy; sleep 4; echo done >>\(scene.folder)/tidy")
      try await TestTerminal.open(scene) { terminal in
        try await Self.begin(scene, on: terminal)
        try await terminal.press("C-c")
        try await terminal.until("STOP THE RUN?")
        try await terminal.press("s")
        try await scene.until("the cleanup has begun") { scene.lines("tidy") == ["begun"] }
        try await terminal.press("C-c")
        try await terminal.until("ended with 6")
        try await terminal.enter("clear; halfhour resume last; echo resumed with $?")
        try await terminal.until("resumed with 4")
      }
      #expect(scene.lines("tidy") == ["begun", "done"])
    }
  }
}
