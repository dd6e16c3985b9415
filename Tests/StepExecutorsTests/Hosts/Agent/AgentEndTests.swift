import Foundation
import Testing

@testable import StepExecutors

struct AgentEndTests {
  static let ways: [RoomLayout] =
    RoomShell.allCases.map { RoomLayout(shell: $0) }
    + [RoomLayout(shell: .mksh, programs: []), .openBSD(.mksh), .openBSD(.mksh, [])]

  /// Those of a job that live, each a `sleep` with a number of its own.
  private func sleeping(_ room: Room) async throws -> [String] {
    let table = try await room.processes("args=")
    return table.split(separator: "\n").compactMap { line in
      line.range(of: "sleep 7").map { String(line[$0.lowerBound...]) }
    }.sorted()
  }

  @Test(.inRoom) func `cancelling ends all of a job, and nothing else`() async throws {
    try await Room.each(Self.ways) { room in
      let agent = try await room.agent()
      let other = try await agent.start("sleep 799", "other")
      var request = agent.request(
        """
        sleep 701 &
        (trap '' TERM; sleep 702; sleep 703; sleep 704) &
        sleep 705 &
        kill -s STOP $!
        sleep 706
        """, "ended")
      for timeout in [nil, Duration.seconds(60)] {
        request.timeout = timeout
        request.name = JobName(run: "run", step: "ended", attempt: timeout == nil ? 1 : 2)
        let job = try await agent.start(request)
        try await room.until("all are there") {
          Set(["sleep 701", "sleep 702", "sleep 706"]).isSubset(of: try await sleeping(room))
        }
        let over = try await agent.ask("end", job.name, "cancel", "1")
        #expect(over.word == "over" && over.fields.last == "-")
        // A group that loses its leader while one of it is stopped is hung up by the kernel, unless it has a session.
        if !room.layout.programs.isEmpty { #expect(over.fields.first == "yes", "one did not heed TERM") }
        let end = try await job.end()
        #expect(end.state.record?.end == .cancelled)
        #expect(try await sleeping(room) == ["sleep 799"])
      }
      let again = try await agent.ask("end", request.name.folderName, "cancel", "1")
      #expect(again.fields == ["no", "-"])
      let over = try await agent.ask("end", other.name, "cancel", "5")
      #expect(over.fields == ["no", "-"], "it heeded TERM")
      #expect(try await other.end().state.record?.end == .cancelled)
      let done = try await agent.start("exit 3", "done")
      _ = try await done.end()
      #expect(try await agent.ask("end", done.name, "cancel", "1").fields == ["no", "-"])
      #expect(try await agent.run("true", "later").status == 0, "the agent itself goes on")
    }
  }

  @Test(
    .inRoom, arguments: [RoomLayout(shell: .mksh), RoomLayout(shell: .bash), .openBSD(.mksh)])
  func `a job whose start is only half recorded is ended when it is`(_ layout: RoomLayout) async throws {
    try await Room.with(layout) { room in
      let agent = try await room.agent()
      let job = try await agent.start("sleep 701", "slow")
      let started = job.folder + "/started"
      var mark = ""
      try await room.until("it began") {
        mark = room.contents(started) ?? ""
        return mark.hasSuffix("end\n")
      }
      // As long as another process has created the file and not yet written its line.
      try await room.shell(": >\(started); (sleep 0.5; printf '%s' '\(mark)' >\(started)) >/dev/null 2>&1 &")
      let over = try await agent.ask("end", job.name, "cancel", "1")
      #expect(over.fields == ["no", "-"])
      #expect(try await sleeping(room) == [])
      _ = try await job.end()
    }
  }

  @Test(.inRoom) func `a time-out ends a job without any agent`() async throws {
    try await Room.each(RoomShell.allCases.map { RoomLayout(shell: $0) }) { room in
      let agent = try await room.agent()
      var request = agent.request("(trap '' TERM; sleep 702; sleep 703) & sleep 704; sleep 705")
      request.timeout = .seconds(1)
      let job = try await agent.start(request)
      try await room.until("it began") { try await sleeping(room).count >= 2 }
      agent.process.kill()
      for line in try await room.processes("pid=,args=").split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.dropFirst() == ["sh"] { try await room.shell("kill -9 \(words[0])") }
      }
      try await room.until("it is over") { try await sleeping(room) == [] }
      let later = try await room.agent()
      guard case .job(_, let folder, let lives, _, let seen) = try await later.look(job.name) else {
        throw RoomFault("no job")
      }
      #expect(folder == job.folder && !lives && seen.record?.end == .timedOut)
    }
  }
}
