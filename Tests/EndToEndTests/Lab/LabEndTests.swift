import Foundation
import Glibc
import Testing

/// Nothing of a lab is left, however it came to its end.
@Suite(.inLab) struct LabEndTests {
  /// What a lab may leave on this machine.
  struct Traces {
    let lab: Lab
    var namespaces: Set<String> = []
    var bridge = ""

    init(_ lab: Lab) { self.lab = lab }

    /// Remembers what belongs to hosts that stand now.
    mutating func remember(_ hosts: String...) throws {
      for host in hosts { namespaces.formUnion(Self.namespaces(of: try lab.firstProcess(of: host))) }
      namespaces.subtract(Self.namespaces(of: getpid()))
      let net = FileManager.default.contents(atPath: lab.state + "/net") ?? Data()
      bridge = "hh" + String(decoding: net, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    static func namespaces(of pid: pid_t) -> Set<String> {
      let kinds = ["net", "mnt", "pid", "uts", "ipc"]
      return Set(
        kinds.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/\($0)") })
    }

    var left: [String] {
      var left: [String] = []
      if access(lab.state, F_OK) == 0 { left.append(lab.state) }
      let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo") ?? Data()
      if String(decoding: mounts, as: UTF8.self).contains(lab.id) { left.append("a mount") }
      for link in (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")) ?? [] {
        let alias = FileManager.default.contents(atPath: "/sys/class/net/\(link)/ifalias") ?? Data()
        let isOurs = String(decoding: alias, as: UTF8.self).contains(lab.id)
        if isOurs || link == bridge || link.hasPrefix(bridge + "-") && !bridge.isEmpty {
          left.append("the link \(link)")
        }
      }
      for pid in Processes.all where pid != getpid() {
        let words = Processes.arguments(pid)
        let isOurs = words.range(of: Data("halfhour-lab-\(lab.id)".utf8)) != nil
        if isOurs || !Self.namespaces(of: pid).isDisjoint(with: namespaces) {
          left.append("process \(pid): " + String(decoding: words, as: UTF8.self).replacing("\0", with: " "))
        }
      }
      return left
    }
  }

  @Test func `after down there is no namespace, mount, link, process or file`() async throws {
    try await Lab.with(["web", "db"]) { lab in
      var traces = Traces(lab)
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
      var traces = Traces(lab)
      try traces.remember("web", "db")
      try await owner.murder()
      try await LabTroubleTests.until("everything is gone") { traces.left.isEmpty }
    }
  }

  @Test func `a host whose keeper is killed dies with it, and down clears up`() async throws {
    try await Lab.with(["web"]) { lab in
      var traces = Traces(lab)
      try traces.remember("web")
      let keeper = try String(contentsOfFile: "\(lab.state)/hosts/web/keeper", encoding: .utf8).prefix { $0 != " " }
      let first = try lab.firstProcess(of: "web")
      kill(try #require(pid_t(String(keeper))), SIGKILL)
      try await LabTroubleTests.until("the host is gone") { LabEndTests.Traces.namespaces(of: first).isEmpty }
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
      let traces = Traces(lab)
      try await LabTroubleTests.until("nothing is left: \(traces.left)") { traces.left.isEmpty }
      try await lab.up(["web"])
      #expect(try await lab.ssh("web", "hostname").out == "web\n")
    }
  }

  @Test func `a body that throws leaves nothing`() async throws {
    var traces: Traces?
    await #expect(throws: SceneFault.self) {
      try await Lab.with(["web"]) { lab in
        traces = Traces(lab)
        try traces?.remember("web")
        throw SceneFault("on purpose")
      }
    }
    #expect(traces?.left == [])
  }
}
