import Testing

@testable import StepExecutors

struct SupervisorScriptTests {
  static let modes: [ScriptMode] = [.sourced, .forked, .ownShell, .program(interpreter: ["/usr/bin/awk", "-f"])]

  @Test(arguments: modes, [nil, Duration.seconds(3)])
  func `shellcheck has nothing to say of the supervisor`(_ mode: ScriptMode, _ timeout: Duration?) async throws {
    let stand = try JobStand()
    let supervisor = SupervisorScript(
      folder: JobFolder(path: "/run/halfhour-0/it's"), mode: mode, shell: ["/bin/sh"], boot: "boot", timeout: timeout,
      grace: .seconds(10), hasValues: true, forbidsPrograms: true)
    var request = stand.request(
      "shellcheck -s sh -e SC1090,SC1091,SC2154 - <<'SUPERVISOR'\n\(supervisor.text)SUPERVISOR\n")
    request.environment = [NamedValue("PATH", "/usr/bin:/bin"), NamedValue("HOME", "/")]
    let result = try await stand.run(request)
    #expect(result.termination == .exited(0), "\(stand.log(of: request) ?? "")")
  }

  @Test(arguments: [
    ("true", ScriptMode.sourced), ("set -eu\necho a", .sourced), ("exec x", .forked), ("a; . ./b", .forked),
    ("e\\xec x", .forked),
    ("'ex'ec x", .forked), ("set -m", .forked), ("kill 0", .forked), ("echo $$", .ownShell),
    ("#!/bin/sh\ntrue", .sourced),
    ("#!/bin/sh -e\ntrue", .program(interpreter: ["/bin/sh", "-e"])), ("executor", .sourced), ("cp a.b .\n", .forked),
    ("#! /usr/bin/env  perl -w\n", .program(interpreter: ["/usr/bin/env", "perl -w"])),
  ])
  func `a script runs where it can't hide its end`(_ script: String, _ mode: ScriptMode) {
    #expect(ScriptMode(script: script, hasTimeout: false) == mode)
    if mode == .sourced { #expect(ScriptMode(script: script, hasTimeout: true) == .forked) }
  }

  @Test func `a program runs through its interpreter where nothing may be executed`() {
    let text = { (forbids: Bool) in
      SupervisorScript(
        folder: JobFolder(path: "/x"), mode: .program(interpreter: ["/usr/bin/awk", "-f"]), shell: ["/bin/sh"],
        boot: "b",
        timeout: nil, grace: .seconds(1), hasValues: false, forbidsPrograms: forbids
      ).text
    }
    #expect(text(true).contains("'/usr/bin/awk' '-f' \"$_hh/script\""))
    #expect(!text(false).contains("awk"))
  }

  @Test func `the environment keeps what looks secret to itself`() {
    let own = [
      "PATH": "/bin", "DB_PASSWORD": "x", "GITHUB_TOKEN": "x", "BASH_ENV": "x", "LANG": "C", "MINE": "x",
      "SSH_AUTH_SOCK": "s",
    ]
    #expect(JobEnvironment.inherited(from: own, without: ["MINE"]).map(\.name) == ["LANG", "PATH", "SSH_AUTH_SOCK"])
  }
}
