import Testing

@testable import StepExecutors

struct AgentLookTests {
  @Test(.inRoom) func `what became of a job is told, and what had not begun never does`() async throws {
    try await Room.each(RoomShell.allCases.map { RoomLayout(shell: $0) }) { room in
      let first = try await room.agent()
      let agent = try await room.agent(earlierPlace: first.hello.place)
      // Nobody claimed it: from now on nobody can.
      let absent = agent.request("echo no >/tmp/ran", "absent")
      guard case .absent(let boot, let identity) = try await agent.look(absent.name.folderName) else {
        throw RoomFault("it is not absent")
      }
      #expect(boot == agent.hello.boot && identity == first.hello.identity)
      for late in [agent, first] {
        let reply = await late.connection.reply(to: try late.tell(absent))
        #expect(reply?.word == "claimed")
      }
      guard case .void = try await first.look(absent.name.folderName) else { throw RoomFault("it is not void") }
      // Claimed, and its supervisor comes late.
      let reserved = agent.request("echo no >/tmp/ran", "reserved")
      let slot = try await agent.ask("reserve", reserved.name.folderName)
      #expect(slot.word == "reserved")
      guard case .void = try await first.look(reserved.name.folderName) else { throw RoomFault("it is not void") }
      let program = HostProgram(reserved, boot: boot, executes: true)
      let tag = agent.connection.newTag()
      agent.connection.tell(
        "start",
        [String(tag), reserved.name.folderName] + slot.fields + [program.kind, program.supervisor, reserved.script, ""])
      #expect(await agent.connection.reply(to: tag)?.word == "started")
      #expect(await agent.connection.reply(to: tag)?.fields.first == "125")
      // An end that overtakes the beginning.
      let early = try await agent.ask("reserve", "run.early")
      #expect(early.word == "reserved")
      #expect(try await agent.ask("end", "run.early", "cancel", "1").fields == ["no", "-"])
      guard case .void = try await agent.look("run.early") else { throw RoomFault("it is not void") }
      #expect(room.contents("/tmp/ran") == nil)
      // One whose claim was never written to its end, and one whose folder is gone.
      try await room.shell(
        "printf '/run' >/run/halfhour-jobs-0/run.torn; echo '/run/nowhere end' >/run/halfhour-jobs-0/run.gone")
      #expect(try await agent.ask("look", "run.torn").word == "torn")
      guard case .gone = try await agent.look("run.gone") else { throw RoomFault("it is not gone") }
      #expect(try await agent.ask("end", "run.none", "cancel", "1").fields == ["no", "-"])
    }
  }

  @Test(.inRoom, arguments: ["close", "kill"])
  func `a job outlives its agent, and the next one finds it`(_ death: String) async throws {
    try await Room.each(RoomShell.allCases.map { RoomLayout(shell: $0) }) { room in
      let first = try await room.agent()
      let script =
        "echo begun; while [ ! -e /tmp/go ]; do sleep 1; done; echo ended; echo a=b >>$HALFHOUR_OUTPUT; exit 9"
      let job = try await first.start(script)
      try await room.until("it printed") { try await job.read("log") == "begun\n" }
      if death == "kill" {
        first.process.write("kill -9 $$\n")
        await first.process.ended()
      } else {
        await first.close()
      }
      let next = try await room.agent()
      guard case .job(let boot, let folder, let lives, let begun, let running) = try await next.look(job.name) else {
        throw RoomFault("no job")
      }
      #expect(boot == next.hello.boot && folder == job.folder && lives && running.record == nil)
      #expect(begun > 0 && begun <= running.now && running.hasPrinted && !running.hasOutputs && running.hasLeftovers)
      try await room.shell(": >/tmp/go")
      var last: HostJobLook?
      try await room.until("it ended") {
        last = try await next.look(job.name)
        if case .job(_, _, false, _, _)? = last { return true }
        return false
      }
      guard case .job(_, _, _, _, let ended)? = last else { throw RoomFault("no job") }
      #expect(ended.record?.end == .exited(9) && ended.hasOutputs)
      let known = RoomJob(agent: next, tag: 0, folder: folder, name: job.name)
      #expect(try await known.read("log") == "begun\nended\n")
      let second = await next.connection.reply(to: try next.tell(next.request(script)))
      #expect(second?.word == "claimed")
    }
  }

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `of two agents that want a job, one gets it`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let (one, two) = (try await room.agent(), try await room.agent())
      for number in 1...20 {
        let request = one.request("echo x >>/tmp/ran-\(number)", "step-\(number)")
        let tags = (try one.tell(request), try two.tell(request))
        let replies = (await one.connection.reply(to: tags.0), await two.connection.reply(to: tags.1))
        #expect(Set([replies.0?.word, replies.1?.word]) == ["started", "claimed"])
        let winner = replies.0?.word == "started" ? (one, tags.0) : (two, tags.1)
        #expect(await winner.0.connection.reply(to: winner.1)?.word == "ended")
        #expect(room.contents("/tmp/ran-\(number)") == "x\n")
      }
    }
  }
}
