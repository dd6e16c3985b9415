import Foundation
import Testing

/// What `halfhour readiness --hosts` finds on real hosts, and what it leaves there.
@Suite(.inLab) struct ReadinessTests {
  /// A site whose drill has these hosts, as YAML, and a runbook with a step on each.
  private static func write(_ hosts: [(name: String, yaml: String)], _ lab: Lab, in scene: Scene) throws {
    try scene.write("ssh_config", "Include \(lab.sshConfig)\n")
    let lines = hosts.map { "  \($0.name): { \($0.yaml) }" }.joined(separator: "\n")
    try scene.write(
      "site.yaml",
      "site: Test site\ntarget: { rto: 5m }\nssh_config: ssh_config\nservices: { shop: { tier: critical } }\nhosts:\n\(lines)\n"
    )
    let steps = hosts.map { "  - { id: on-\($0.name), on: \($0.name), run: \"touch /srv/touched\" }" }
    try scene.runbook(
      """
      install:
      \(steps.joined(separator: "\n"))
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no } }
      """, head: "inputs: { place: { about: \"has no default\" } }")
  }

  private struct Host {
    let fields: [String: Any]
    var isReady: Bool { fields["ready"] as? Bool ?? false }
    var state: String { fields["state"] as? String ?? "" }
    var facts: [String: Any]? { fields["facts"] as? [String: Any] }
    var key: [String: Any] { fields["key"] as? [String: Any] ?? [:] }
    var problems: [String] {
      (fields["problems"] as? [[String: Any]] ?? []).compactMap { $0["words"] as? String }
    }
  }

  private static func hosts(_ ended: Ended) throws -> [String: Host] {
    let top = try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any] ?? [:]
    let all = (top["hosts"] as? [[String: Any]] ?? []).map { Host(fields: $0) }
    return Dictionary(all.map { ($0.fields["host"] as? String ?? "", $0) }) { first, _ in first }
  }

  /// What a look must leave as it was.
  private static func traces(on host: String, _ lab: Lab) async throws -> String {
    let files = try await lab.shell(host, "ls -A /run /dev/shm /tmp /var/tmp /srv /root")
    let processes = try await lab.processes(of: host).split(separator: "\n").count
    return "\(files)\(processes) processes"
  }

  /// The lab's known hosts no longer vouch for a host.
  private static func forget(_ host: String, _ lab: Lab) throws {
    let path = lab.state + "/known_hosts"
    let address = try lab.address(of: host)
    let kept = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter {
      !$0.hasPrefix(address + " ")
    }
    try (kept.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func `hosts that are ready are shown with all that was found, and nothing is left on them`() async throws {
    try await Lab.with(["db", "web"]) { lab in
      try await Scene.play { scene in
        let key = try lab.hostKey(of: "db")
        try Self.write([("db", "drill: db, host_keys: { drill: \(key) }"), ("web", "drill: web")], lab, in: scene)
        let before = [try await Self.traces(on: "db", lab), try await Self.traces(on: "web", lab)]
        let ended = try await scene.halfhour("readiness", "shop.yaml", "--hosts", "--format", "json")
        #expect(ended.exit == 0, "\(ended)")
        let hosts = try Self.hosts(ended)
        #expect(hosts["db"]?.key["trust"] as? String == "site" && hosts["web"]?.key["trust"] as? String == "known")
        for host in hosts.values {
          #expect(host.isReady && host.state == "reached" && host.problems.isEmpty, "\(host)")
          #expect(host.facts?["user"] as? String == "root" && host.facts?["leader"] as? String == "setsid")
          #expect((host.facts?["system"] as? String)?.hasPrefix("Linux ") == true)
          #expect(host.facts?["jobPlace"] as? String == "/run")
          #expect((host.facts?["disks"] as? [[String: Any]])?.count == 5, "\(host)")
          #expect((host.facts?["tools"] as? [String])?.contains("tar") == true)
        }
        #expect(before == [try await Self.traces(on: "db", lab), try await Self.traces(on: "web", lab)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scene.runtime).isEmpty)
        #expect(scene.runNames.isEmpty)
        let text = try await scene.halfhour("readiness", "shop.yaml", "--hosts")
        #expect(text.exit == 0 && text.out.contains("all 2 ready") && !text.out.contains("\u{1B}"), "\(text)")
        #expect(text.out.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
      }
    }
  }

  @Test func `one look tells of every host what stands in its way`() async throws {
    try await Lab.with(["asks", "dark", "full", "locked", "new", "strange", "taken", "well"]) { lab in
      try await Scene.play { scene in
        try await lab.addUser("asks", "anna")
        try await lab.addUser("well", "anna")
        try await lab.allowSudo("well", "anna", password: false)
        try await lab.switchOff("dark")
        for place in ["/run", "/dev/shm", "/tmp", "/var/tmp"] { try await lab.fill("full", place) }
        try await lab.refuse("locked", "root")
        for host in ["taken", "well"] {
          try await lab.shell(host, "mkdir /var/tmp/halfhour-recovery; echo 'run x' >/var/tmp/halfhour-recovery/holder")
        }
        let old = try lab.hostKey(of: "well")
        let become = "become: { user: root, with: sudo }"
        try Self.write(
          [
            ("asks", "drill: anna@asks, \(become)"), ("dark", "drill: dark"), ("full", "drill: full"),
            ("locked", "drill: locked"), ("new", "drill: new, host_keys: { drill: \(old) }"),
            ("strange", "drill: strange"), ("taken", "drill: taken"), ("well", "both: anna@well, \(become)"),
          ], lab, in: scene)
        try Self.forget("strange", lab)
        try Self.forget("new", lab)
        let ended = try await scene.halfhour(
          "readiness", "shop.yaml", "--hosts", "--format", "json", within: .seconds(60))
        #expect(ended.exit == 1, "\(ended)")
        let hosts = try Self.hosts(ended)
        #expect(hosts.filter { $0.value.isReady }.keys.sorted() == ["well"], "\(ended)")
        #expect((hosts["well"]?.facts?["elevations"] as? [[String: Any]])?.first?["user"] as? String == "root")
        let expected = [
          ("asks", "reached", "without a password"), ("dark", "unreachable", "timed out"),
          ("full", "reached", "no place for jobs"), ("locked", "unreachable", "does not let us in"),
          ("new", "key-not-confirmed", "ANOTHER KEY"), ("strange", "key-not-confirmed", "nobody vouches"),
          ("taken", "reached", "another recovery works there (run x)"),
        ]
        for (name, state, words) in expected {
          let host = hosts[name]
          #expect(host?.state == state && host?.problems.contains { $0.contains(words) } == true, "\(name) \(ended)")
        }
        for name in ["new", "strange"] {
          #expect(hosts[name]?.facts == nil && hosts[name]?.key["trust"] == nil)
          #expect((hosts[name]?.key["fingerprint"] as? String)?.hasPrefix("SHA256:") == true)
        }
      }
    }
  }

  @Test func `a drill address that shows a live host's key is told loudly, and nothing is done there`() async throws {
    try await Lab.with(["db"]) { lab in
      try await Scene.play { scene in
        let key = try lab.hostKey(of: "db")
        try Self.write(
          [("db", "drill: db, live: root@10.255.255.1, host_keys: { live: \(key) }")], lab, in: scene)
        let before = try await Self.traces(on: "db", lab)
        let ended = try await scene.halfhour("readiness", "shop.yaml", "--hosts")
        #expect(ended.exit == 1 && ended.out.contains("LIVE HOST") && ended.out.contains("STOP"), "\(ended)")
        #expect(!ended.out.contains("Linux"))
        #expect(try await Self.traces(on: "db", lab) == before)
      }
    }
  }

  @Test func `with no host or no runbook it says so`() async throws {
    try await Scene.play { scene in
      try scene.runbook("verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: no } }")
      let none = try await scene.halfhour("readiness", "shop.yaml", "--hosts")
      #expect(none.exit == 0 && none.out.contains("it uses none"), "\(none)")
      #expect(try await scene.halfhour("readiness", "--hosts").exit == 0)
      #expect(try await scene.halfhour("readiness", "nosuch.yaml", "--hosts").exit == 2)
    }
  }
}
