import Foundation
import Testing

/// Hosts that are not as one would wish.
@Suite(.inLab) struct HostTroubleTests {
  private static let phases = """
    install:
      - { id: one, on: web, needs: [], run: "echo one" }
      - { id: two, on: web, needs: [], outputs: [a], run: "echo a=1 >>\\"$HALFHOUR_OUTPUT\\"; echo two" }
      - { id: three, on: web, needs: [], files: [ssh_config], run: "test -s ssh_config && echo three" }
    verify:
      - { id: see, on: web, run: "echo ok", expect: { equals: ok }, seen_red: { skip: tried elsewhere } }
    """

  private static func passes(_ hosts: [String] = ["web"], _ trouble: (Lab) async throws -> Void) async throws {
    try await HostScene.play(hosts) { scene, lab in
      try await trouble(lab)
      try scene.runbook(phases)
      let end = try await scene.start(["drill", "shop.yaml"]).end(within: .seconds(60))
      #expect(end.exit == 0, "\(end)")
      let run = try scene.run()
      for (step, log) in [("one", "one\n"), ("two", "two\n"), ("three", "three\n")] {
        #expect(String(decoding: try run.log("shop.\(step).1"), as: UTF8.self) == log)
      }
      #expect(try await lab.remains(on: "web") == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a read-only home does not matter`() async throws {
    try await Self.passes(["web:readonly-home"]) { _ in }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["/run", "/dev/shm"])
  func `a full file system for jobs is passed over`(_ place: String) async throws {
    try await Self.passes(["web:run=1m,shm=1m"]) { lab in try await lab.fill("web", place, files: true) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `one session for each connection is enough`() async throws {
    try await Self.passes { lab in try await lab.setSSHD("web", "MaxSessions 1") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a banner and start files that print on both outputs are passed over`() async throws {
    try await Self.passes { lab in
      try await lab.banner("web")
      try await lab.noisyProfile("web", "root")
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["/bin/tcsh", "/usr/bin/fish"])
  func `a login shell of another kind is no hindrance`(_ shell: String) async throws {
    try await Self.passes { lab in
      try await lab.setShell("web", "root", shell)
      try await lab.noisyProfile("web", "root")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a login that takes two seconds is waited for once`() async throws {
    try await Self.passes { lab in try await lab.slowLogin("web", seconds: 2) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `connections that are turned away at first are tried again`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await lab.setSSHD("web", "MaxStartups 1:100:1")
      // Somebody who says nothing takes the only place.
      let holder = try lab.program([
        "/usr/bin/env", "bash", "-c", "exec 3<>/dev/tcp/\(try lab.address(of: "web"))/22; sleep 4",
      ])
      try await Task.sleep(for: .milliseconds(300))
      try scene.runbook(Self.phases)
      let end = try await scene.start(["drill", "shop.yaml"]).end(within: .seconds(50))
      #expect(end.exit == 0, "\(end)")
      _ = try await holder.end()
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a host that lets nobody in is named at once, with what the client said`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await lab.refuse("web", "root")
      try scene.runbook(Self.phases)
      let begun = ContinuousClock.now
      let end = try await scene.start(["drill", "shop.yaml"]).end(within: .seconds(30))
      #expect(ContinuousClock.now - begun < .seconds(20))
      #expect(end.exit == 1, "\(end)")
      #expect(try scene.run().messages(of: "one").joined().contains("Permission denied"), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a key that nobody vouches for is a question, and holds once a person has confirmed it`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      // The lab's list of keys is not known to this run.
      let config = try scene.read("ssh_config")
      try scene.write("ssh_config", config.replacingOccurrences(of: "UserKnownHostsFile", with: "#"))
      let asked = try await scene.drill(Self.phases)
      #expect(asked.exit == 6, "\(asked)")
      let fingerprint = try await lab.exec("web", "ssh-keygen", "-lf", "/etc/ssh/ssh_host_ed25519_key.pub")
        .split(separator: " ")[1]
      #expect(asked.out.contains(fingerprint), "\(asked)")
      #expect(try await lab.shell("web", "ls /run/halfhour-jobs-0 2>/dev/null || true") == "")
      let end = try await scene.halfhour("resume", "last", "--confirm", "shop.one", within: .seconds(40))
      // Whom a person vouches for is told in the report, and is no pass without a word.
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(try scene.run().outcomes().values.allSatisfy { $0 == "passed" })
      let known = try String(contentsOfFile: scene.run().folder + "/hosts/known_hosts", encoding: .utf8)
      #expect(known.contains(try lab.hostKey(of: "web")))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a host that is rebuilt with another key in the middle of a run is a question`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let key = try lab.hostKey(of: "web")
      try scene.write(
        "site.yaml",
        try scene.read("site.yaml").replacingOccurrences(of: "drill: web", with: "drill: web, host_keys: \"\(key)\""))
      let config = try scene.read("ssh_config")
      try scene.write("ssh_config", config.replacingOccurrences(of: "UserKnownHostsFile", with: "#"))
      try await lab.rekey("web")
      let end = try await scene.drill(Self.phases)
      #expect(end.exit == 6, "\(end)")
      #expect(end.out.contains("another key"), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill address that shows the key of a live host stops the drill`() async throws {
    try await HostScene.play(["web", "db"]) { scene, lab in
      let key = try lab.hostKey(of: "web")
      try scene.write(
        "site.yaml",
        try scene.read("site.yaml").replacingOccurrences(
          of: "drill: web", with: "drill: web, host_keys: { live: \"\(key)\" }"))
      let end = try await scene.drill(Self.phases + "\n  - { id: other, on: db, run: \"true\" }")
      #expect(end.exit == 1, "\(end)")
      #expect(end.out.contains("live host"), "\(end)")
      #expect(try await lab.shell("web", "ls /run/halfhour-jobs-0 2>/dev/null || true") == "")
      #expect(try scene.run().outcomes()["see"] == nil)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill address that leads to the live host by another name stops the drill`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let address = try lab.address(of: "web")
      let key = try lab.hostKey(of: "web")
      try scene.write("known", "\(address) \(key)\n")
      try scene.write(
        "ssh_config",
        "Host *\n  HostName \(address)\n  IdentityFile \(lab.key)\n  UserKnownHostsFile \(scene.path("known"))\n")
      try scene.write(
        "site.yaml", try scene.read("site.yaml").replacingOccurrences(of: "live: 192.0.2.1", with: "live: shop.example")
      )
      let end = try await scene.drill(Self.phases)
      #expect(end.exit == 1, "\(end)")
      #expect(end.out.contains("live host"), "\(end)")
      #expect(try await lab.shell("web", "ls /run/halfhour-jobs-0 2>/dev/null || true") == "")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the marker of another recovery is a question, and a host that is read from gets none`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await lab.shell(
        "web", "mkdir /var/tmp/halfhour-recovery && echo 'run x of ruth' >/var/tmp/halfhour-recovery/holder")
      let asked = try await scene.drill(Self.phases)
      #expect(asked.exit == 6, "\(asked)")
      #expect(asked.out.contains("run x of ruth"), "\(asked)")
      let end = try await scene.halfhour("resume", "last", "--confirm", "shop.one", within: .seconds(40))
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(try await lab.remains(on: "web") == [])

      try scene.write(
        "site.yaml",
        try scene.read("site.yaml").replacingOccurrences(of: "live: 192.0.2.1, drill: web", with: "both: web"))
      let program = try scene.startDrill(
        "install:\n  - { id: read, on: web, run: \"sleep 2\" }\nverify:\n  - { id: see, on: web, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }"
      )
      try await scene.until("it runs") { program.out.contains("reached web") }
      try await Task.sleep(for: .milliseconds(500))
      #expect(try await lab.shell("web", "ls -d /var/tmp/halfhour-recovery || true") == "")
      #expect(try await program.end().exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill host that reaches a live one stops the drill before anything is installed`() async throws {
    try await HostScene.play(["web", "db"], site: "isolation:\n  - { on: web, tcp: { host: 192.0.2.9, port: 5432 } }") {
      scene, lab in
      let shut = try await scene.drill(Self.phases)
      #expect(shut.exit == 0, "\(shut)")
      let site = try scene.read("site.yaml")
      try scene.write(
        "site.yaml",
        site.replacingOccurrences(
          of: "host: 192.0.2.9, port: 5432", with: "host: \(try lab.address(of: "db")), port: 22"))
      let open = try await scene.drill(Self.phases)
      #expect(open.exit == 1, "\(open)")
      #expect(open.out.contains("can reach"), "\(open)")
      #expect(try scene.run().starts()["one"] == nil)
    }
  }
}
