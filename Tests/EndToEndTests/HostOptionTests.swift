import Foundation
import Testing

/// What a person says of hosts on the command line; no host is reached.
struct HostOptionTests {
  /// A runbook whose only step on a host is left out once the run looks at its condition.
  private static func write(in scene: Scene) throws {
    try scene.write(
      "site.yaml",
      """
      site: Test site
      services:
        shop: { tier: critical }
      hosts:
        database: { live: ssh://nobody@127.0.0.1:1, drill: ssh://nobody@127.0.0.2:1, offsite: ssh://nobody@127.0.0.3:1 }
      ssh_config: ssh/config
      """)
    try scene.write("ssh/config", "Host *\n  ConnectTimeout 1\n")
    try scene.runbook(
      """
      install:
        - { id: never, on: database, if: inputs.go == "yes", run: "true" }
      verify:
        - { id: see, run: echo seen, expect: { equals: seen }, seen_red: { skip: no } }
      """, head: "inputs: { go: { default: no } }")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (["--host", "database=ssh://nobody@127.0.0.4:1"], "database  ssh://nobody@127.0.0.4:1  --host"),
      (["--at", "offsite"], "database  ssh://nobody@127.0.0.3:1  `offsite`"),
      (["--in-place", "database"], "database  ssh://nobody@127.0.0.1:1  --in-place: THE LIVE HOST"),
    ])
  func `an incident is planned for the hosts that are named`(options: [String], row: String) async throws {
    try await Scene.play { scene in
      try Self.write(in: scene)
      let plain = try await scene.start(["plan", "shop.yaml", "--mode", "incident"]).end()
      #expect(plain.exit == 2 && plain.err.contains("no `spare` address"), "\(plain)")
      let plan = try await scene.start(["plan", "shop.yaml", "--mode", "incident"] + options).end()
      #expect(plan.exit == 0 && plan.out.contains(row + "\n"), "\(plan)")
      let check = try await scene.start(["check", "shop.yaml"] + options).end()
      #expect(check.exit == 0 && check.out.contains("no errors"), "\(check)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("plan", ["--host", "database"], "--host database: write it as name=address"),
      ("drill", ["--host", "=x"], "--host =x: write it as name=address"),
      ("plan", ["--host", "database=a", "--host", "database=b"], "--host database is given twice"),
      (
        "drill", ["--host", "database=-oProxyCommand=true"],
        "ssh would take a word that begins with \"-\" for an option"
      ),
      ("drill", ["--host", "database=x@127.0.0.1"], "a drill never touches what is live"),
      ("drill", ["--at", "offsite"], "a drill uses `drill` addresses only"),
      ("plan", ["--in-place", "database", "--in-place", "database"], "--in-place database is given twice"),
    ])
  func `a wrong option is told before anything starts`(command: String, options: [String], words: String) async throws {
    try await Scene.play { scene in
      try Self.write(in: scene)
      let ended = try await scene.start([command, "shop.yaml"] + options).end()
      #expect(ended.exit == 2 && ended.err.contains(words), "\(ended)")
      #expect(scene.runNames == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a value is split from its name byte by byte`() async throws {
    try await Scene.play { scene in
      try Self.write(in: scene)
      let ended = try await scene.start(["plan", "shop.yaml", "--host", "database=\u{301}x"]).end()
      let row = ended.out.split(separator: "\n").first { $0.unicodeScalars.contains("\u{301}") }
      #expect(ended.exit == 0 && row?.hasSuffix("x       --host") == true, "\(ended)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("Test site", "other", "that is not the name of the host"),
      ("Other site", "database", "not the name of the site"),
    ])
  func `work on a live host is confirmed by the names of site and host`(site: String, host: String, words: String)
    async throws
  {
    try await Scene.play { scene in
      try Self.write(in: scene)
      let ended = try await Self.recover(scene, site, host)
      #expect(ended.exit == 2 && ended.out.contains(words), "\(ended)")
      #expect(scene.runNames == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a confirmed recovery in place says so in its plan, which holds the configuration of ssh`() async throws {
    try await Scene.play { scene in
      try Self.write(in: scene)
      let ended = try await Self.recover(scene, "Test site", "database")
      #expect(ended.out.contains("It works on the live host database, ssh://nobody@127.0.0.1:1,"), "\(ended)")
      let run = try #require(scene.runNames.first, "\(ended)")
      let plan = try scene.read("state/runs/\(run)/plan/plan.json")
      #expect(plan.contains(#""inPlace" : true"#))
      #expect(plan.contains(#""sshConfig" : "ssh/config""#))
      #expect(try scene.read("state/runs/\(run)/plan/files/ssh/config") == scene.read("ssh/config"))
    }
  }

  /// Types both names on a terminal of its own.
  private static func recover(_ scene: Scene, _ site: String, _ host: String) async throws -> Ended {
    try await scene.shell(
      """
      { echo '\(site)'; echo '\(host)'; sleep 1; } |
        script -qec "'$0' recover shop.yaml --severity severe --in-place database" /dev/null
      """
    ).end()
  }
}
