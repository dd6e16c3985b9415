import Foundation
import Glibc
import Testing

/// What the lab does to hosts on purpose.
@Suite(.inLab) struct LabTroubleTests {
  @Test func `a cut is silent, and mending heals a connection that stands`() async throws {
    try await Lab.with(["web"]) { lab in
      let standing = try lab.startSSH("web", "echo before; until [ -e /tmp/go ]; do sleep 0.05; done; echo after")
      try await Self.until("the connection stands") { standing.out == "before\n" }
      try await lab.cut("web")
      // Written while nobody can hear it.
      try await lab.exec("web", "touch", "/tmp/go")
      // Longer than it takes to miss a neighbour: then the answer would be "no route to host".
      let fresh = try await lab.ssh("web", "true", options: ["-o", "ConnectTimeout=6"])
      #expect(fresh.exit == 255 && fresh.err.contains("timed out"), "\(fresh)")
      #expect(!standing.isOver && standing.out == "before\n", "\(standing.out)\(standing.err)")
      try await lab.mend("web")
      let ended = try await standing.end(within: .seconds(60))
      #expect(ended.exit == 0 && ended.out == "before\nafter\n", "\(ended)")
    }
  }

  @Test func `a cut of one host leaves the others alone`() async throws {
    try await Lab.with(["web", "db"]) { lab in
      try await lab.cut("web")
      #expect(try await lab.ssh("db", "echo here").out == "here\n")
    }
  }

  @Test(arguments: [false, true])
  func `a reboot ends every process, empties memory, keeps the disk and has its own boot id`(hard: Bool) async throws {
    try await Lab.with(["web"]) { lab in
      let before = try lab.bootID(of: "web")
      #expect(try await lab.ssh("web", "cat /proc/sys/kernel/random/boot_id").out == before + "\n")
      let session = try lab.startSSH(
        "web",
        "touch /run/x /tmp/x /dev/shm/x /srv/kept; setsid sleep 987654 </dev/null >/dev/null 2>&1 & echo on; sleep 60",
        options: ["-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=2"])
      try await Self.until("the session is there") { session.out == "on\n" }
      try await lab.reboot("web", hard: hard)
      #expect(try await session.end().exit == 255)
      let after = try await lab.ssh(
        "web", "cat /proc/sys/kernel/random/boot_id; ls -d /run/x /tmp/x /dev/shm/x /srv/kept")
      #expect(after.out == "\(try lab.bootID(of: "web"))\n/srv/kept\n", "\(after)")
      #expect(try lab.bootID(of: "web") != before)
      #expect(try await !lab.processes(of: "web").contains("987654"))
    }
  }

  @Test(arguments: ["reboot", "shutdown -r now", "busybox reboot -f"])
  func `a host reboots when it is told so inside`(command: String) async throws {
    try await Lab.with(["web"]) { lab in
      let before = try lab.bootID(of: "web")
      let told = try await lab.ssh("web", command)
      #expect(told.exit == 0 || told.exit == 255, "\(told)")
      try await Self.until("it has booted again") { try lab.bootID(of: "web") != before }
      var id = ""
      try await Self.until("it lets in") {
        let ended = try await lab.ssh("web", "cat /proc/sys/kernel/random/boot_id")
        id = ended.out
        return ended.exit == 0
      }
      #expect(try id == lab.bootID(of: "web") + "\n")
    }
  }

  @Test func `a host that is switched off is silent until it is switched on`() async throws {
    try await Lab.with(["web"]) { lab in
      try await lab.exec("web", "touch", "/srv/kept")
      try await lab.switchOff("web")
      let ended = try await lab.ssh("web", "true", options: ["-o", "ConnectTimeout=2"])
      #expect(ended.exit == 255 && ended.err.contains("timed out"), "\(ended)")
      try await lab.switchOn("web")
      #expect(try await lab.ssh("web", "ls /srv").out == "kept\n")
    }
  }

  @Test(arguments: ["/run", "/dev/shm", "/tmp", "/root", "/var/tmp"])
  func `a full file system takes nothing until it is emptied`(place: String) async throws {
    try await Lab.with(["web"]) { lab in
      let write = "head -c 20000 /dev/zero >\(place)/x"
      try await lab.fill("web", place)
      #expect(try await lab.ssh("web", write).err.contains("No space left"))
      try await lab.fill("web", place, files: true)
      #expect(try await lab.ssh("web", "mkdir \(place)/d").err.contains("No space left"))
      try await lab.empty("web", place)
      let ended = try await lab.ssh("web", "\(write) && mkdir \(place)/d")
      #expect(ended.exit == 0, "\(ended)")
    }
  }

  static func until(_ what: String, _ holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !holds() {
      guard ContinuousClock.now < deadline else { throw SceneFault("not within 30 s: \(what)") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
