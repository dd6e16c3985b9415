import Testing

@testable import StepExecutors

struct AgentLeaderTests {
  static let ways: [(shell: RoomShell, programs: [String], leader: String)] =
    RoomShell.allCases.map { ($0, ["perl", "fallocate"], "perl") } + RoomShell.monitoring.map { ($0, [], "monitor") }

  @Test(.inRoom, arguments: ways)
  func `a job leads a group of its own without setsid, too`(
    _ shell: RoomShell, _ programs: [String], _ leader: String
  ) async throws {
    try await Room.with(RoomLayout(shell: shell, programs: programs)) { room in
      let agent = try await room.agent()
      #expect(agent.hello.leader == leader)
      try agent.hello.verify("here")
      let end = try await agent.run("/.host/usr/bin/ps -o pgid= -p $PPID; exit 7")
      #expect(end.status == 7)
      guard case .process(let pid, _)? = end.state.mark else { throw RoomFault("no mark") }
      let own = try await agent.run("/.host/usr/bin/ps -o pgid= -p $$; exit 7", "own")
      guard case .process(let second, _)? = own.state.mark else { throw RoomFault("no mark") }
      #expect(own.log.contains("\(second)") && pid != second)
      // Time goes on, and so does the job, while it is stopped.
      let job = try await agent.start("sh -c 'kill -s STOP 0'; echo on; exit 8", "stopped")
      try await room.until("it stopped") { try await room.processes("stat=").contains("T") }
      try await Task.sleep(for: .milliseconds(300))
      guard case .job(_, _, let lives, _, let seen) = try await agent.look(job.name) else { throw RoomFault("no job") }
      #expect(lives && seen.record == nil)
      guard case .process(let group, _)? = seen.mark else { throw RoomFault("no mark") }
      try await room.shell("kill -s CONT -- -\(group)")
      let goneOn = try await job.end()
      #expect(goneOn.status == 8 && goneOn.log == "on\n")
    }
  }

  @Test(.inRoom, arguments: RoomShell.refusing)
  func `a host that can't lead groups is refused by name`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell, programs: [])) { room in
      let hello = try await room.agent().hello
      #expect(hello.leader == "none")
      let problem = HostProblem.lasting(
        "db can't give a job a process group of its own: it has neither setsid nor perl, and its sh refuses set -m")
      #expect(throws: problem) { try hello.verify("db") }
    }
  }
}
