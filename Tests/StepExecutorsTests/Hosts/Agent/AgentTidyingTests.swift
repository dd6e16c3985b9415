import Testing

@testable import StepExecutors

struct AgentTidyingTests {
  static let layouts: [RoomLayout] =
    RoomShell.allCases.map { RoomLayout(shell: $0) } + [.openBSD(.mksh)]

  @Test(.inRoom, arguments: layouts)
  func `nothing stays but what lives`(_ layout: RoomLayout) async throws {
    try await Room.with(layout) { room in
      let agent = try await room.agent()
      let other = try await room.agent(run: "another")
      let (place, desk) = (agent.hello.place, agent.hello.desk)
      let done = try await agent.start("echo a", "done")
      _ = try await done.end()
      let living = try await agent.start("while [ ! -e /tmp/go ]; do sleep 1; done; echo x >left", "living")
      let kept = try await other.start("sleep 700", "kept")
      for job in [living, kept] {
        try await room.until("it began") { try await job.read("started").hasSuffix(" end\n") }
      }
      _ = try await agent.ask("look", "run.absent")
      agent.connection.tell("forget", [done.name, "run.absent", "run.none"])
      _ = try await agent.ask("look", living.name)
      let work = { (job: RoomJob) in "\(desk)/\(job.folder.split(separator: "/").last!).work" }
      for gone in [done.folder, work(done), "\(place)/\(done.name)", "\(place)/run.absent"] {
        try await room.until("\(gone) is gone") { !FileAccess.exists(room.path + gone) }
      }
      #expect(await agent.connection.read(living.folder + "/script", block: 0, count: 1)?.isEmpty == false)
      _ = try await agent.ask("program", "true")
      #expect(try await agent.ask("sweep").word == "swept")
      let left = [living.name, String(living.folder.split(separator: "/").last!)]
      #expect(room.names(place).filter { $0.contains("run.") && !$0.hasSuffix(".work") }.sorted() == left.sorted())
      #expect(room.names(desk).filter { $0.hasPrefix(".run.") && $0.hasSuffix(".work") } == [left[1] + ".work"])
      for kept in [kept.folder, work(kept), "\(place)/\(kept.name)"] {
        #expect(FileAccess.exists(room.path + kept), "\(kept)")
      }
      #expect(try await agent.run("exit 3", "after").status == 3, "it can go on")
      try await room.shell(": >/tmp/go")
      #expect(try await living.end().status == 0)
      #expect(room.contents(work(living) + "/left") == "x\n")
      _ = try await agent.ask("sweep")
      _ = try await other.ask("end", kept.name, "cancel", "1")
      _ = try await kept.end()
      _ = try await other.ask("sweep")
      #expect(room.names(place).sorted() == [".identity", ".room"])
      #expect(room.names(desk).filter { $0 != ".identity" && $0 != ".room" } == [])
    }
  }

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `the marker is one recovery's`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let agent = try await room.agent()
      let (mine, theirs) = ("run one, it's by Ruth \\n since 09:00", "run two, by Matthew")
      #expect(try await agent.ask("mark", mine, "").word == "marked")
      #expect(try await agent.ask("mark", mine, "").word == "marked")
      let user = try await room.agent(user: 7)
      let foreign = try await user.ask("mark", theirs, "")
      #expect(foreign.word == "foreign" && foreign.text == mine)
      #expect(try await agent.ask("unmark", theirs).word == "unmarked")
      #expect(room.contents("/var/tmp/halfhour-recovery/holder") == mine + "\n")
      #expect(try await agent.ask("mark", theirs, "run three").word == "foreign")
      #expect(try await agent.ask("mark", theirs, mine).word == "marked")
      #expect(try await agent.ask("mark", mine, "").text == theirs)
      #expect(try await agent.ask("unmark", theirs).word == "unmarked")
      #expect(!FileAccess.exists(room.path + "/var/tmp/halfhour-recovery"))
      let odd = "\u{1b}[31mred\u{7} \u{e9}"
      try await room.shell(
        "mkdir /var/tmp/halfhour-recovery; printf '%s\\n' '\(odd)' >/var/tmp/halfhour-recovery/holder")
      #expect(try await agent.ask("mark", mine, "").text == "[31mred")
    }
  }
}
