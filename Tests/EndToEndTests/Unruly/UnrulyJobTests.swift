import Foundation
import Glibc
import Testing

/// Jobs that don't want to end, end.
struct UnrulyJobTests {
  private static let site = """
    site: Test site
    target: { rto: 5m }
    limits: { total: 40 }
    services:
      shop: { tier: critical }
    """

  private static func begin(_ scene: Scene, keys: String = "") async throws -> Program {
    try scene.write("site.yaml", site)
    let program = try scene.startDrill(UnrulyJob.runbook(UnrulyJob.all, in: scene, keys: keys))
    try await UnrulyJob.begun(UnrulyJob.all, in: scene)
    return program
  }

  @Test(.timeLimit(.minutes(2)))
  func `a stop ends every job with all that it started`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene)
      program.send(SIGINT)
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 4, "\(end)")
      let run = try scene.run()
      #expect(Processes.ofRun(run.name) == [])
      let outcomes = try run.outcomes()
      for job in UnrulyJob.all { #expect(outcomes[job.id] == "cancelled", "\(job.id)") }
      #expect(try run.journal().allSatisfy { $0.leftovers.isEmpty })
      #expect(scene.jobFolders == [])
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a time-out ends every job with all that it started`() async throws {
    try await Scene.play { scene in
      let end = try await Self.begin(scene, keys: "\n    timeout: 2s").end(within: .seconds(60))
      #expect(end.exit == 3, "\(end)")
      let run = try scene.run()
      #expect(Processes.ofRun(run.name) == [])
      for job in UnrulyJob.all {
        #expect(try run.messages(of: job.id) == ["took longer than its time-out"], "\(job.id)")
      }
    }
  }

  /// The supervisor sees to the time-out; only what it can't reach (stopped itself, or out of its group) is left for resume.
  @Test(.timeLimit(.minutes(2)))
  func `a time-out holds for every job although halfhour is dead`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene, keys: "\n    timeout: 1s")
      try await program.murder()
      let run = try scene.run()
      let root = "\(scene.runtime)/halfhour-\(getuid())"
      let reachable = UnrulyJob.all.filter { $0.id != "all-stopped" }
      try await scene.until("the supervisors record the time-outs", within: .seconds(30)) {
        reachable.allSatisfy { job in
          scene.jobFolders.contains { name in
            name.contains(".shop_\(job.id).")
              && FileManager.default.contents(atPath: "\(root)/\(name)/result")
                .map { String(decoding: $0, as: UTF8.self).hasPrefix("timeout ") } ?? false
          }
        }
      }
      let end = try await scene.halfhour("resume", "last", within: .seconds(60))
      #expect(end.exit == 3, "\(end)")
      #expect(Processes.ofRun(run.name) == [])
      for job in UnrulyJob.all {
        #expect(try run.messages(of: job.id) == ["took longer than its time-out"], "\(job.id)")
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `what left the job's session is named, in the journal and on the screen`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - { id: daemon, run: "setsid sh -c 'echo $$ >\(scene.folder)/escaped; exec sleep 50' & sleep 50" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("it has escaped") { !scene.lines("escaped").isEmpty }
      // The shell that wrote its pid becomes the sleep in a moment.
      try await Task.sleep(for: .milliseconds(100))
      program.send(SIGINT)
      let end = try await program.end()
      let pid = try #require(scene.lines("escaped").first.flatMap { pid_t($0) })
      defer { kill(pid, SIGKILL) }
      #expect(end.exit == 4, "\(end)")
      #expect(end.out.contains("left the job's session and were not ended with it: \(pid) (sleep)"), "\(end)")
      #expect(try scene.run().journal().contains { $0.leftovers == [Int(pid)] })
      let report = try await scene.halfhour("report")
      #expect(report.out.contains("\(pid) (sleep)"), "\(report)")
      kill(pid, SIGKILL)
      let run = try scene.run().name
      try await scene.until("it is gone") { Processes.ofRun(run).isEmpty }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a step ends with its job, whoever still holds its output, and a server lives on`() async throws {
    try await Scene.play { scene in
      let begin = ContinuousClock.now
      let end = try await scene.drill(
        """
        install:
          - id: serve
            run: |
              (while :; do echo "server"; sleep 0.01; done) & echo $! >\(scene.folder)/server
              i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); echo "line $i"; done
        verify:
          - { id: see, run: "kill -0 $(cat \(scene.folder)/server)", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      #expect(end.exit == 0, "\(end)")
      #expect(ContinuousClock.now - begin < .seconds(20))
      let pid = try #require(scene.lines("server").first.flatMap { pid_t($0) })
      #expect(kill(pid, 0) == 0, "what a job started on purpose lives on")
      kill(pid, SIGKILL)
      let run = try scene.run()
      let log = String(decoding: try run.log("shop.serve.1"), as: UTF8.self)
      let own = log.split(separator: "\n").filter { $0 != "server" }
      #expect(own == (1...3000).map { "line \($0)" }, "a line of the job is missing")
      try await scene.until("it is gone") { Processes.ofRun(run.name).isEmpty }
    }
  }
}
