import Testing

@testable import StepExecutors

/// Rooms without /proc, /run and setsid, whose utilities answer as those of OpenBSD do.
struct AgentOpenBSDTests {
  static let layouts: [RoomLayout] = [.openBSD(.mksh), .openBSD(.mksh, [])]

  @Test(.inRoom, arguments: layouts)
  func `an agent does without what OpenBSD has not`(_ layout: RoomLayout) async throws {
    try await Room.with(layout) { room in
      let agent = try await room.agent()
      let hello = agent.hello
      #expect(hello.boot == "Sat_Nov_21_14:02:31_2026")
      #expect(hello.system == "OpenBSD 7.8")
      #expect(hello.place == "/tmp/halfhour-jobs-0")
      #expect(hello.leader == (layout.programs.isEmpty ? "monitor" : "perl"))
      #expect(hello.uptime == hello.uptime.rounded(), "the wall clock's whole seconds")
      #expect(abs(hello.clockOffset.components.seconds) < 60)
      let job = try await agent.start("echo out; echo a=b >>\"$HALFHOUR_OUTPUT\"; sleep 1; exit 3")
      let end = try await job.end()
      #expect(end.status == 3 && end.log == "out\n" && end.output == "a=b\n")
      #expect(end.state.record?.end == .exited(3))
      #expect(end.state.record?.boot != nil)
    }
  }

  @Test(.inRoom, arguments: layouts)
  func `a job is known by ps, and one of an earlier boot is not taken for it`(_ layout: RoomLayout) async throws {
    try await Room.with(layout) { room in
      let name = "quarterly-drill-of-everything-2026-11-21T14-02-31"
      let first = try await room.agent(run: name)
      let job = try await first.start("while [ ! -e /tmp/go ]; do sleep 1; done")
      let void = try await first.ask("reserve", "run.void")
      #expect(void.word == "reserved")
      await first.close()
      let next = try await room.agent(earlierPlace: first.hello.place)
      #expect(next.hello.earlierIdentity == first.hello.identity)
      guard case .job(_, _, let lives, _, _) = try await next.look(job.name) else { throw RoomFault("no job") }
      #expect(lives)
      guard case .void = try await next.look("run.void") else { throw RoomFault("it is not void") }
      await next.close()
      try await room.shell("echo 'Sat Nov 21 15:00:00 2026' >/.boottime")
      let rebooted = try await room.agent()
      guard case .job(let boot, _, let stillLives, _, _) = try await rebooted.look(job.name) else {
        throw RoomFault("no job")
      }
      #expect(boot != next.hello.boot && !stillLives)
      #expect(try await rebooted.ask("end", job.name, "cancel", "1").fields == ["no", "-"])
      try await room.shell(": >/tmp/go")
    }
  }

  @Test(.inRoom, arguments: ["{ sec = 1763733751, usec = 123 } Sat Nov 21 14:02:31 2026", "a(b)"])
  func `what a host says of its boot is one word`(_ time: String) async throws {
    try await Room.with(.openBSD(.mksh)) { room in
      try await room.shell("echo '\(time)' >/.boottime")
      let boot = try await room.agent().hello.boot
      #expect(
        boot.count > 3 && boot.utf8.count == time.utf8.count && boot.hasPrefix(time.hasPrefix("a") ? "a_b" : "__sec_="))
    }
  }
}
