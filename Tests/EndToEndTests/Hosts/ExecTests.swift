import Foundation
import Glibc
import Testing

/// What `halfhour exec` does beside a run, and with one that nobody has in hand.
struct ExecTests {
  /// A step that lasts until the file `go` is there.
  private static func holding(_ scene: Scene) -> String {
    """
    install:
      - { id: hold, run: "until [ -e \(scene.folder)/go ]; do sleep 0.05; done" }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    """
  }

  /// A step that leaves its run to a person.
  private static let asking = """
    install:
      - { id: ask, run: "exit 3", on_failure: ask }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    """

  /// Plays a drill that goes on while the body plays, and then comes to its end.
  private static func besideARun(
    head: String = "", environment: [String: String] = [:], _ body: (Scene, Program) async throws -> Void
  ) async throws {
    try await Scene.play { scene in
      let drill = try scene.startDrill(holding(scene), head: head, environment: environment)
      try await scene.until("the step runs") { drill.out.contains("shop.hold  started") }
      var thrown: (any Error)?
      do { try await body(scene, drill) } catch { thrown = error }
      try scene.write("go", "")
      if !drill.isOver { _ = try await drill.end() }
      if let thrown { throw thrown }
    }
  }

  /// How often an entry of a kind stands in the journal.
  private static func count(_ entry: String, in scene: Scene) throws -> Int {
    String(decoding: try scene.run().journalBytes(), as: UTF8.self)
      .split(separator: "\n").count { $0.contains("\"entry\":\"\(entry)\"") }
  }

  @Test func `a command beside a run shows what it prints, ends with its status, and is on record`() async throws {
    try await Self.besideARun { scene, _ in
      let ended = try await scene.halfhour(
        "exec", "last", "here", "--reason", "look", "--", "sh", "-c", "echo out; echo err >&2; exit 7")
      #expect(ended.exit == 7 && ended.out == "out\nerr\n", "\(ended)")
      #expect(ended.err.contains("exit status 7"), "\(ended)")
      #expect(try Self.count("ad-hoc-started", in: scene) == 1)
      let journal = String(decoding: try scene.run().journalBytes(), as: UTF8.self)
      #expect(journal.contains("\"reason\":\"look\""))
      #expect(try scene.run().log("shop.ad-hoc.1.ad-hoc") == Data("out\nerr\n".utf8))
    }
  }

  @Test(arguments: [
    (["printf", "%s|", "a  b", "$HOME", "*"], "a  b|$HOME|*|"),
    (["echo a  b | tr a-z A-Z"], "A B\n"),
    (["true"], ""),
  ])
  func `words arrive as they are, and a single one with signs of the shell is a line for it`(
    words: [String], prints: String
  ) async throws {
    try await Self.besideARun { scene, _ in
      let ended = try await scene.start(["exec", "last", "--here", "--"] + words).end()
      #expect(ended.exit == 0 && ended.out == prints, "\(ended)")
    }
  }

  @Test func `bytes that are no text come through a pipe as they were`() async throws {
    try await Self.besideARun { scene, _ in
      let shell = try scene.shell("\"$0\" exec last here -- printf '\\377\\033[1m\\000x' >bytes; echo $?")
      #expect(try await shell.end().out == "0\n")
      #expect(
        FileManager.default.contents(atPath: scene.path("bytes")) == Data([0xFF, 0x1B, 0x5B, 0x31, 0x6D, 0, 0x78]))
    }
  }

  @Test func `a signal that ended the command is its status as a shell tells it`() async throws {
    try await Self.besideARun { scene, _ in
      let ended = try await scene.halfhour("exec", "last", "here", "--", "sh", "-c", "kill -KILL $$")
      #expect(ended.exit == 137, "\(ended)")
    }
  }

  @Test func `six at once are six commands, each done once`() async throws {
    try await Self.besideARun { scene, _ in
      let all = try (1...6).map {
        try scene.start(["exec", "last", "here", "--", "sh", "-c", "echo \($0) >>\(scene.folder)/done; echo \($0)"])
      }
      for (number, program) in all.enumerated() {
        let ended = try await program.end()
        #expect(ended.exit == 0 && ended.out == "\(number + 1)\n", "\(ended)")
      }
      #expect(scene.lines("done").sorted() == ["1", "2", "3", "4", "5", "6"])
      #expect(try Self.count("ad-hoc-started", in: scene) == 6)
    }
  }

  @Test func `a run that nobody has in hand is taken up, by one of those who come at once, and let go of again`()
    async throws
  {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.asking).exit == 6)
      let all = try (1...4).map {
        try scene.start(["exec", "last", "here", "--", "sh", "-c", "echo \($0) >>\(scene.folder)/done; exit 1\($0)"])
      }
      for (number, program) in all.enumerated() {
        let ended = try await program.end()
        #expect(ended.exit == 11 + Int32(number), "\(ended)")
      }
      #expect(scene.lines("done").sorted() == ["1", "2", "3", "4"])
      #expect(try Self.count("ad-hoc-started", in: scene) == 4)
      let resumed = try await scene.halfhour("resume", "last", "--skip", "ask", "--reason", "seen")
      #expect(resumed.exit == 3, "\(resumed)")
      let late = try await scene.halfhour("exec", "last", "here", "--", "true")
      #expect(late.exit == 2 && late.err.contains("is over"), "\(late)")
      #expect(try Self.count("ad-hoc-started", in: scene) == 4)
    }
  }

  @Test func `a run whose process was killed goes on to its end beside the command`() async throws {
    try await Self.besideARun { scene, drill in
      try await drill.murder()
      let ended = try await scene.halfhour("exec", "last", "here", "--", "sh", "-c", "touch \(scene.folder)/go; exit 4")
      #expect(ended.exit == 4 && ended.err.contains("shop.see  passed"), "\(ended)")
      #expect(try Self.count("run-finished", in: scene) == 1)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends the watching, and the command goes on`(signal: Int32) async throws {
    try await Self.besideARun { scene, _ in
      let program = try scene.start([
        "exec", "last", "here", "--", "sh", "-c",
        "echo on; until [ -e \(scene.folder)/end ]; do sleep 0.05; done; echo x >>\(scene.folder)/done",
      ])
      try await scene.until("it prints") { program.out == "on\n" }
      program.send(signal)
      let ended = try await program.end()
      #expect(ended.exit == 130 && ended.err.contains("goes on"), "\(ended)")
      try scene.write("end", "")
      try await scene.until("it ends") { try Self.count("ad-hoc-finished", in: scene) == 1 }
      #expect(scene.lines("done") == ["x"])
    }
  }

  @Test func `when the process that had the run is killed, the watching says so, and the command is not done again`()
    async throws
  {
    try await Self.besideARun { scene, drill in
      let program = try scene.start([
        "exec", "last", "here", "--", "sh", "-c",
        "echo x >>\(scene.folder)/done; echo on; until [ -e \(scene.folder)/go ]; do sleep 0.05; done",
      ])
      try await scene.until("it prints") { program.out == "on\n" }
      try await drill.murder()
      let ended = try await program.end()
      #expect(ended.exit == 255 && ended.err.contains("goes on without it"), "\(ended)")
      try scene.write("go", "")
      #expect(try await scene.halfhour("resume", "last").exit == 3)
      #expect(try Self.count("ad-hoc-started", in: scene) == 1)
      #expect(scene.lines("done") == ["x"])
    }
  }

  @Test(arguments: [
    (["exec", "last", "nosuch", "--", "true"], "no host nosuch"), (["exec", "last", "--", "true"], "on which host"),
    (["exec", "db", "--", "true"], "exec last db"), (["exec", "last", "here", "true"], "two dashes"),
    (["exec", "last", "here"], "two dashes"), (["exec", "last", "here", "--", " "], "is empty"),
    (["exec", "last", "here", "--here", "--", "true"], "not both"),
    (["exec", "last", "here", "--", "echo", "s3cret-word"], "holds a secret"),
  ])
  func `what can't be asked for is explained, and nothing is done`(words: [String], says: String) async throws {
    let head = "secrets: { word: { env: WORD } }"
    let environment = ["WORD": "s3cret-word"]
    try await Self.besideARun(head: head, environment: environment) { scene, _ in
      let ended = try await scene.start(words, environment: environment).end()
      #expect(ended.exit == 2 && ended.err.contains(says), "\(ended)")
      #expect(try Self.count("ad-hoc-started", in: scene) == 0)
      #expect(!String(decoding: try scene.run().journalBytes(), as: UTF8.self).contains("s3cret-word"))
    }
  }
}

/// The same on real hosts.
@Suite(.inLab) struct ExecOnHostTests {
  @Test func `a command is done on the host that is named, and not on one whose key nobody vouches for`() async throws {
    try await Lab.with(["db", "web"]) { lab in
      try await Scene.play { scene in
        try scene.write("ssh_config", "Include \(lab.sshConfig)\n")
        try scene.write(
          "site.yaml",
          """
          site: Test site
          target: { rto: 5m }
          ssh_config: ssh_config
          services: { shop: { tier: critical } }
          hosts: { db: { drill: db }, web: { drill: web } }

          """)
        let drill = try scene.startDrill(
          """
          install:
            - { id: hold, on: db, run: "until [ -e /srv/go ]; do sleep 0.05; done" }
            - { id: other, on: web, run: "true", on_failure: ask }
          verify:
            - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
          """)
        try await scene.until("the host is reached") { drill.out.contains("reached db") }
        let done = try await scene.halfhour("exec", "last", "db", "--", "hostname")
        #expect(done.exit == 0 && done.out == "db\n", "\(done)")
        // Another machine answers at its address.
        try await lab.rekey("web")
        try await lab.killSSHD("web")
        try await lab.startSSHD("web")
        let own = try String(contentsOfFile: lab.state + "/known_hosts", encoding: .utf8)
        let others = try own.split(separator: "\n").filter { try !$0.hasPrefix(lab.address(of: "web")) }
        try (others.joined(separator: "\n") + "\n").write(
          toFile: lab.state + "/known_hosts", atomically: true, encoding: .utf8)
        let refused = try await scene.halfhour("exec", "last", "web", "--", "touch /srv/done", within: .seconds(200))
        #expect(refused.exit == 255 && refused.err.contains("NOT STARTED"), "\(refused)")
        #expect(try await lab.command(["exec", "web", "test", "-e", "/srv/done"]).exit == 1)
        #expect(try await scene.halfhour("stop", "last").exit == 0)
        _ = try await drill.end(within: .seconds(90))
      }
    }
  }
}
