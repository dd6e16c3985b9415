import Testing

@testable import StepExecutors

struct AgentJobTests {
  @Test(arguments: RoomShell.allCases)
  func `an agent tells what its host is`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let agent = try await room.agent()
      #expect(agent.hello.place == "/run/halfhour-jobs-0")
      #expect(agent.hello.desk == "/var/tmp/halfhour-jobs-0")
      #expect(agent.hello.leader == "setsid")
      #expect(agent.hello.executes)
      #expect(agent.hello.user == 0)
      #expect(agent.hello.system.hasPrefix("Linux "))
      #expect(agent.hello.boot == BootIdentity.current)
      #expect(abs(agent.hello.clockOffset.components.seconds) < 60)
      let end = try await agent.run("echo out; echo err >&2; echo a=b >>\"$HALFHOUR_OUTPUT\"; exit 3")
      #expect(end.status == 3)
      #expect(end.log == "out\nerr\n")
      #expect(end.output == "a=b\n")
      await agent.close()
    }
  }
}
