import Foundation
import Glibc
import Testing

/// Nothing of a lab is left, however it came to its end.
@Suite(.inLab) struct LabEndTests {
  @Test func `after down there is no namespace, mount, link, process or file`() async throws {
    try await Lab.with(["web", "db"]) { lab in
      var traces = LabTraces(lab)
      try traces.remember("web", "db")
      _ = try await lab.ssh("web", "setsid sleep 987654 </dev/null >/dev/null 2>&1 &")
      #expect(traces.namespaces.count == 10)
      #expect(traces.left.count > 8, "they are seen while they are there")
      try await lab.down()
      #expect(traces.left == [])
      try await lab.down()
    }
  }

  @Test func `when its owner is killed, everything goes`() async throws {
    try await Lab.with([]) { lab in
      let owner = try lab.program(["/bin/sleep", "600"])
      try await lab.verb(["up", "--owner", "\(owner.pid)", "web", "db"])
      var traces = LabTraces(lab)
      try traces.remember("web", "db")
      try await owner.murder()
      try await LabTroubleTests.until("everything is gone") { traces.left.isEmpty }
    }
  }

  @Test func `a host whose keeper is killed dies with it, and down clears up`() async throws {
    try await Lab.with(["web"]) { lab in
      var traces = LabTraces(lab)
      try traces.remember("web")
      let keeper = try String(contentsOfFile: "\(lab.state)/hosts/web/keeper", encoding: .utf8).prefix { $0 != " " }
      let first = try lab.firstProcess(of: "web")
      kill(try #require(pid_t(String(keeper))), SIGKILL)
      try await LabTroubleTests.until("the host is gone") { LabTraces.namespaces(of: first).isEmpty }
      #expect(try await lab.verb(["status"]).contains("dead"))
      try await lab.down()
      #expect(traces.left == [])
    }
  }

  @Test(arguments: [0, 10, 20, 30, 40, 60, 80, 120])
  func `down clears up what an up that was killed had half made`(milliseconds: Int) async throws {
    try await Lab.with([]) { lab in
      let up = try lab.start(["up", "--owner", "\(getpid())", "web", "db"])
      try await Task.sleep(for: .milliseconds(milliseconds))
      try await up.murder()
      try await lab.down()
      let traces = LabTraces(lab)
      try await LabTroubleTests.until("nothing is left: \(traces.left)") { traces.left.isEmpty }
      try await lab.up(["web"])
      let ended = try await lab.ssh("web", "hostname")
      #expect(ended.out == "web\n", "\(ended)")
    }
  }

  @Test func `a body that throws leaves nothing`() async throws {
    var traces: LabTraces?
    await #expect(throws: SceneFault.self) {
      try await Lab.with(["web"]) { lab in
        traces = LabTraces(lab)
        try traces?.remember("web")
        throw SceneFault("on purpose")
      }
    }
    #expect(traces?.left == [])
  }
}
