import Testing

@testable import StepExecutors

struct AgentPlaceTests {
  static let places: [(what: String, mounts: String, place: String)] = [
    ("somebody else's", "mkdir -m 700 run/halfhour-jobs-0; chown 7:7 run/halfhour-jobs-0", "/tmp/halfhour-jobs-0"),
    ("open to others", "mkdir -m 750 run/halfhour-jobs-0", "/tmp/halfhour-jobs-0"),
    ("a link", "mkdir -m 700 run/x; ln -s x run/halfhour-jobs-0", "/tmp/halfhour-jobs-0"),
    ("a file", ": >run/halfhour-jobs-0", "/tmp/halfhour-jobs-0"),
    ("full", "mount -t tmpfs -o size=64k,mode=755 room run", "/tmp/halfhour-jobs-0"),
    ("read-only", "mount -t tmpfs -o ro room run", "/tmp/halfhour-jobs-0"),
    ("nowhere", "for f in run tmp var/tmp; do mount -t tmpfs -o ro room $f; done", "-"),
    ("full everywhere", "for f in run tmp var/tmp; do mount -t tmpfs -o size=64k room $f; done", "-"),
  ]

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `a place that is not ours alone, or has no room, is passed over`(_ shell: RoomShell) async throws {
    for (what, mounts, place) in Self.places {
      let noMemory = "mount -t tmpfs -o ro room dev/shm; "
      try await Room.with(RoomLayout(shell: shell, mounts: noMemory + mounts)) { room in
        let agent = try await room.agent()
        #expect(agent.hello.place == place, "\(what)")
        if place == "-" {
          #expect(throws: HostProblem.self) { try agent.hello.verify("db") }
          #expect(try await room.shell("ls -A / | grep -e program -e stock -e room-") == "")
        } else {
          #expect(try await agent.run("exit 3").status == 3)
        }
      }
    }
  }

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `a user without rights has a place of its own`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell, mounts: "mount -t tmpfs -o ro room dev/shm")) { room in
      let agent = try await room.agent(user: 7)
      #expect(agent.hello.user == 7)
      #expect(agent.hello.place == "/tmp/halfhour-jobs-7" && agent.hello.desk == "/var/tmp/halfhour-jobs-7")
      let end = try await agent.run("/.host/usr/bin/id -u; exit 4")
      #expect(end.status == 4 && end.log == "7\n")
    }
  }
}
