import Foundation
import Glibc
import Testing

/// What signals and `halfhour stop` do to a run, its jobs and its cleanup.
struct StopTests {
  /// A step that sleeps long with a child of its own, a step that never comes, a cleanup that leaves a trace.
  private static func phases(_ scene: Scene, sleeps: String = "30") -> String {
    """
    install:
      - { id: long, run: "sleep \(sleeps) & echo $$ >\(scene.folder)/pid; wait; echo x >\(scene.folder)/finished" }
      - { id: never, run: "echo x >\(scene.folder)/never" }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    cleanup:
      - { id: tidy, run: "echo x >>\(scene.folder)/tidy", only: drill }
    """
  }

  private static func begin(_ scene: Scene, sleeps: String = "30") async throws -> Program {
    let program = try scene.startDrill(phases(scene, sleeps: sleeps))
    try await scene.until("the job runs") { !scene.lines("pid").isEmpty }
    return program
  }

  @Test(.timeLimit(.minutes(1)))
  func `one Ctrl-C ends the jobs with their groups, cleans up and exits with 4`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene)
      program.send(SIGINT)
      let end = try await program.end(within: .seconds(10))
      #expect(end.exit == 4, "\(end)")
      #expect(Processes.ofRun(try scene.run().name) == [])
      #expect(scene.lines("tidy") == ["x"])
      #expect(!scene.exists("never") && !scene.exists("finished"))
      #expect(try scene.run().outcomes()["long"] == "cancelled")
      #expect(scene.jobFolders == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the second Ctrl-C leaves what does not end, and resume goes on with stopping`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - id: stubborn
            run: |
              #!/bin/sh
              trap '' TERM INT
              echo $$ >\(scene.folder)/pid
              i=0; while [ "$i" -lt 40 ]; do sleep 0.1; i=$((i + 1)); done
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        cleanup:
          - { id: tidy, run: "echo x >>\(scene.folder)/tidy", only: drill }
        """)
      try await scene.until("the job runs") { !scene.lines("pid").isEmpty }
      program.send(SIGINT)
      try await scene.until("it says that it stops") { program.out.contains("STOPPING") }
      program.send(SIGINT)
      let left = try await program.end(within: .seconds(3))
      #expect(left.exit == 6, "\(left)")
      #expect(left.out.contains("halfhour resume "))
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 4, "\(end)")
      #expect(scene.lines("tidy") == ["x"])
      #expect(Processes.ofRun(try scene.run().name) == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `SIGTERM leaves the jobs running, says how to resume and exits with 6`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene, sleeps: "1")
      program.send(SIGTERM)
      let left = try await program.end(within: .seconds(3))
      #expect(left.exit == 6, "\(left)")
      let run = try scene.run()
      #expect(left.out.contains("halfhour resume \(run.name)"))
      #expect(!Processes.ofRun(run.name).isEmpty, "the job goes on")
      let end = try await scene.halfhour("resume", run.name)
      #expect(end.exit == 0, "\(end)")
      #expect(scene.exists("finished"))
      #expect(try run.starts()["long"] == 1)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a run goes on when its terminal is closed`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene, sleeps: "0.4")
      program.send(SIGHUP)
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      #expect(scene.exists("finished"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `another terminal can stop a run`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene)
      let stop = try await scene.halfhour("stop", "last", "--reason", "the wrong backup")
      #expect(stop.exit == 0 && stop.out.contains("has been asked to stop"), "\(stop)")
      let end = try await program.end(within: .seconds(10))
      #expect(end.exit == 4, "\(end)")
      #expect(end.out.contains("the wrong backup"))
      #expect(scene.lines("tidy") == ["x"])
      #expect(Processes.ofRun(try scene.run().name) == [])
      let again = try await scene.halfhour("stop", "last")
      #expect(again.exit == 2 && again.err.contains("is over"), "\(again)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a stop can let steps finish`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene, sleeps: "1")
      try await scene.halfhour("stop", "last", "--let-finish")
      let end = try await program.end(within: .seconds(10))
      #expect(end.exit == 4, "\(end)")
      #expect(scene.exists("finished") && !scene.exists("never"))
      #expect(scene.lines("tidy") == ["x"])
      #expect(try scene.run().outcomes()["long"] == "passed")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a stop can leave out the cleanup`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene)
      try await scene.halfhour("stop", "last", "--no-cleanup")
      let end = try await program.end(within: .seconds(10))
      #expect(end.exit == 4, "\(end)")
      #expect(!scene.exists("tidy"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a stop reaches a run that nobody has in hand when it is taken up`() async throws {
    try await Scene.play { scene in
      let program = try await Self.begin(scene)
      try await program.murder()
      let stop = try await scene.halfhour("stop", "last")
      #expect(stop.out.contains("halfhour resume"), "\(stop)")
      let end = try await scene.halfhour("resume", "last", within: .seconds(10))
      #expect(end.exit == 4, "\(end)")
      #expect(Processes.ofRun(try scene.run().name) == [])
      #expect(scene.lines("tidy") == ["x"] && !scene.exists("never"))
    }
  }
}
