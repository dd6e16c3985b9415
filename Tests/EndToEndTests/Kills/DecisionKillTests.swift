import Foundation
import Glibc
import Testing

/// `kill -9` while halfhour writes down that it ends a job: afterwards that is known, or it wasn't decided.
struct DecisionKillTests {
  /// Why a job is ended, and what a run says of that.
  enum Decision: CaseIterable, Sendable {
    case stop, timeout

    var exit: Int32 { self == .stop ? 4 : 1 }
    var outcome: String { self == .stop ? "cancelled" : "failed" }
    /// Time enough to attach to the program; that it is stopped doesn't depend on time.
    var timeout: String { self == .stop ? "60s" : "3s" }
  }

  /// Right before the word's file is made, filled, and put where it counts.
  @Test(
    .timeLimit(.minutes(2)), .enabled(if: geteuid() == 0), arguments: Decision.allCases, ["openat", "write", "link"])
  func `a job's end that is being decided is known after a kill`(decision: Decision, call: String) async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(Self.phases(scene, decision))
      try await scene.until("the job runs") { !scene.lines("hang").isEmpty }
      let job = try #require(scene.jobFolders.first { $0.contains("hang") })
      let result = "\(scene.runtime)/halfhour-\(getuid())/\(job)/result"
      let tracer = try Self.attach(to: program, ["-P", result, "-e", "inject=\(call):signal=SIGKILL:when=1"], scene)
      try await scene.until("strace is attached") { tracer.err.contains("attached") }
      if decision == .stop { program.send(SIGINT) }
      let first = try await program.end()
      _ = try await tracer.end()
      // Which of the calls the word takes is the program's affair; the last one puts it where it counts.
      #expect(first.wasKilled || call != "link", "\(first)")
      guard first.wasKilled else { return }
      try await Self.hold(scene, try await scene.halfhour("resume", "last"), decision)
    }
  }

  private static func phases(_ scene: Scene, _ decision: Decision) -> String {
    """
    verify:
      - { id: hang, run: "echo x >>\(scene.folder)/hang; sleep 20; echo y >>\(scene.folder)/hang",
          timeout: \(decision.timeout), expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    cleanup:
      - { id: tidy, run: "echo x >>\(scene.folder)/tidy", only: drill }
    """
  }

  /// Counts calls from now on, those with these paths alone.
  private static func attach(to program: Program, _ options: [String], _ scene: Scene) throws -> Program {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Program(
      ["strace", "-f", "--detach-on=execve", "-o", scene.path("trace"), "-p", "\(program.pid)"] + options,
      environment: ["PATH": path], folder: scene.folder, umask: "022")
  }

  private static func hold(_ scene: Scene, _ end: Ended, _ decision: Decision) async throws {
    #expect(end.exit == decision.exit, "\(end)")
    let run = try scene.run()
    #expect(try run.journal().filter { $0.entry == "prompt-opened" }.isEmpty, "nobody has to be asked")
    #expect(try run.outcomes()["hang"] == decision.outcome)
    if decision == .timeout { #expect(try run.messages(of: "hang") == ["took longer than its time-out"]) }
    #expect(scene.lines("hang") == ["x"])
    #expect(scene.lines("tidy") == ["x"])
    #expect(Processes.ofRun(run.name) == [] && scene.jobFolders == [])
  }
}
