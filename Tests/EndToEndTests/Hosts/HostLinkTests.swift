import Foundation
import Testing

/// What a lost connection does to a run: nothing, as long as the host comes back.
@Suite(.inLab) struct HostLinkTests {
  /// A job of some seconds that leaves a trace of each start, and prints a line every tenth of a second.
  private static func counting(_ host: String, _ lines: Int, id: String = "count", more: String = "") -> String {
    """
      - id: \(id)
        on: \(host)
        needs: []
        \(more)
        run: |
          echo started >>/srv/starts
          i=0; while [ "$i" -lt \(lines) ]; do i=$((i + 1)); echo "line $i"; sleep 0.1; done
          echo ended >>/srv/ends

    """
  }

  private static let verify = "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }\n"

  private static func expected(_ lines: Int) -> String { (1...lines).map { "line \($0)\n" }.joined() }

  private static func checkOnce(_ scene: Scene, _ lab: Lab, _ host: String, _ lines: Int, id: String = "count")
    async throws
  {
    #expect(try await lab.shell(host, "cat /srv/starts /srv/ends") == "started\nended\n")
    #expect(String(decoding: try scene.run().log("shop.\(id).1"), as: UTF8.self) == expected(lines))
    #expect(try await lab.remains(on: host) == [])
  }

  @Test(.timeLimit(.minutes(2)), arguments: [1.0, 20.0])
  func `a link that is cut for a while costs neither the job nor a byte of its log`(_ seconds: Double) async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill("install:\n" + Self.counting("web", 60) + Self.verify)
      try await scene.until("it runs") { program.out.contains("count  started") }
      try await Task.sleep(for: .seconds(1))
      try await lab.cut("web")
      try await Task.sleep(for: .seconds(seconds))
      try await lab.mend("web")
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      try await Self.checkOnce(scene, lab, "web", 60)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a host that never comes back fails its step within its time-out, while the others go on`() async throws {
    try await HostScene.play(["web", "db"]) { scene, lab in
      let program = try scene.startDrill(
        "install:\n" + Self.counting("web", 300, id: "lost", more: "timeout: 8s") + Self.counting("db", 40)
          + "  - { id: after, on: db, needs: [count], run: \"true\" }\n" + Self.verify)
      try await scene.until("it runs") { program.out.contains("reached web") && program.out.contains("reached db") }
      try await Task.sleep(for: .seconds(1))
      try await lab.cut("web")
      let begun = ContinuousClock.now
      let end = try await program.end(within: .seconds(60))
      #expect(ContinuousClock.now - begun < .seconds(40))
      #expect(end.exit == 1, "\(end)")
      let outcomes = try scene.run().outcomes()
      #expect(
        outcomes["lost"] == "failed" && outcomes["count"] == "passed" && outcomes["after"] == "passed", "\(outcomes)")
      // Nobody can tell the host that it is over, and it sees to that itself.
      let run = try scene.run()
      for _ in 0..<60 {
        if try await lab.jobs(of: run.name, on: "web").isEmpty { break }
        try await Task.sleep(for: .milliseconds(500))
      }
      #expect(try await lab.jobs(of: run.name, on: "web") == [])
      let message = try run.messages(of: "lost").joined()
      // Not by way of what the client finds out later.
      #expect(message.contains("no answer within"), "\(message)")
      #expect(message.contains("time-out") && message.contains("did not answer any more"), "\(message)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a request that a dead link swallowed is made again, and runs once`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill(
        """
        install:
          - { id: first, on: web, run: "true" }
          - { id: pause, run: "sleep 2" }
          - { id: late, on: web, run: "echo started >>/srv/starts" }

        """ + Self.verify)
      try await scene.until("it pauses") { program.out.contains("pause  started") }
      try await lab.cut("web")
      try await Task.sleep(for: .seconds(22))
      try await lab.mend("web")
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      #expect(try await lab.shell("web", "cat /srv/starts") == "started\n")
      #expect(try await lab.remains(on: "web") == [])
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `killing sshd with its sessions, and starting it again, is only a pause`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill("install:\n" + Self.counting("web", 50) + Self.verify)
      try await scene.until("it runs") { program.out.contains("count  started") }
      try await Task.sleep(for: .seconds(1))
      try await lab.killSSHD("web")
      try await Task.sleep(for: .seconds(2))
      try await lab.startSSHD("web")
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      try await Self.checkOnce(scene, lab, "web", 50)
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [false, true])
  func `halfhour is killed, with the link up or down, and resume takes the job up where it is`(_ cut: Bool) async throws
  {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill("install:\n" + Self.counting("web", 60) + Self.verify)
      try await scene.until("it runs") { program.out.contains("count  started") }
      try await Task.sleep(for: .seconds(2))
      if cut { try await lab.cut("web") }
      try await program.murder()
      let resumed = try scene.start(["resume", "last"])
      try await Task.sleep(for: .seconds(1))
      if cut { try await lab.mend("web") }
      let end = try await resumed.end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      try await Self.checkOnce(scene, lab, "web", 60)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a host that is booted in the middle of a job makes its outcome unknown, and nobody runs it twice`() async throws
  {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill("install:\n" + Self.counting("web", 100) + Self.verify)
      try await scene.until("it runs") { program.out.contains("count  started") }
      try await Task.sleep(for: .seconds(1))
      try await lab.reboot("web", hard: true)
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 6, "\(end)")
      #expect(try await lab.shell("web", "cat /srv/starts") == "started\n")
      let message = try scene.run().messages(of: "count").joined()
      #expect(message.contains("booted again"), "\(message)")
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [false, true])
  func `a stop ends the whole job on its host, with the link up or as soon as it is back`(_ cut: Bool) async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill(
        """
        install:
          - id: long
            on: web
            run: |
              (trap '' TERM; sleep 100) &
              sleep 200 &
              wait
        """ + "\n" + Self.verify)
      try await scene.until("it runs") { program.out.contains("long  started") }
      try await Task.sleep(for: .seconds(2))
      let run = try scene.run()
      #expect(try await lab.jobs(of: run.name, on: "web").count == 2)
      if cut { try await lab.cut("web") }
      program.send(SIGINT)
      if cut {
        try await Task.sleep(for: .seconds(20))
        try await lab.mend("web")
      }
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 4, "\(end)")
      #expect(try await lab.jobs(of: run.name, on: "web") == [])
      #expect(try run.outcomes()["long"] == "cancelled")
      if cut { #expect(try run.messages(of: "long").joined().contains("link was down")) }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a host ends a job at its time-out by itself when nobody can reach it`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let program = try scene.startDrill(
        "install:\n  - { id: long, on: web, timeout: 3s, run: \"sleep 100 & wait\" }\n" + Self.verify)
      try await scene.until("it runs") { program.out.contains("long  started") }
      try await Task.sleep(for: .seconds(1))
      try await lab.cut("web")
      try await Task.sleep(for: .seconds(5))
      let run = try scene.run()
      #expect(try await lab.jobs(of: run.name, on: "web").count <= 1)
      try await lab.mend("web")
      let end = try await program.end(within: .seconds(60))
      #expect(end.exit == 1, "\(end)")
      #expect(try run.messages(of: "long").joined().contains("time-out"))
      #expect(try await lab.jobs(of: run.name, on: "web") == [])
    }
  }
}
