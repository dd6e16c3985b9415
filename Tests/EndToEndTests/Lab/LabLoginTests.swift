import Testing

/// The ways in which the lab makes a login hard.
@Suite(.inLab) struct LabLoginTests {
  @Test func `sshd that was killed refuses, and what it had detached lives on`() async throws {
    try await Lab.with(["web"]) { lab in
      let detach = "setsid sh -c 'touch /tmp/on; exec sleep 987654' </dev/null >/dev/null 2>&1 &"
      let wait = "until [ -e /tmp/on ]; do sleep 0.02; done"
      let session = try lab.startSSH("web", "\(detach) \(wait); echo on; sleep 60")
      try await LabTroubleTests.until("the session is there") { session.out == "on\n" }
      try await lab.killSSHD("web")
      #expect(try await session.end().exit == 255)
      #expect(try await lab.ssh("web", "true").err.contains("refused"))
      try await lab.startSSHD("web")
      #expect(try await lab.ssh("web", "ps ax").out.contains("sleep 987654"))
    }
  }

  @Test func `an option of sshd holds for new connections`() async throws {
    try await Lab.with(["web"]) { lab in
      let session = try lab.startSSH("web", "echo on; until [ -e /tmp/go ]; do sleep 0.05; done")
      try await LabTroubleTests.until("the session is there") { session.out == "on\n" }
      try await lab.setSSHD("web", "AllowUsers nobody")
      #expect(try await lab.ssh("web", "true").err.contains("Permission denied"))
      try await lab.setSSHD("web", "AllowUsers root")
      #expect(try await lab.ssh("web", "touch /tmp/go").exit == 0)
      #expect(try await session.end().exit == 0, "the session lived on")
      #expect(try await lab.command(["sshd-option", "web", "NoSuchOption 1"]).exit != 0)
      #expect(try await lab.ssh("web", "true").exit == 0)
    }
  }

  @Test(arguments: ["sudo", "doas"])
  func `a user may elevate with a password or without`(tool: String) async throws {
    try await Lab.with(["web"]) { lab in
      func allow(password: Bool) async throws {
        if tool == "sudo" {
          try await lab.allowSudo("web", "anna", password: password)
        } else {
          try await lab.allowDoas("web", "anna", password: password)
        }
      }
      try await lab.addUser("web", "anna")
      #expect(try await lab.ssh("anna@web", "\(tool) -n id -u").exit != 0, "nobody allowed it")
      try await allow(password: false)
      #expect(try await lab.ssh("anna@web", "\(tool) -n id -u").out == "0\n")
      try await allow(password: true)
      let ended = try await lab.ssh("anna@web", "\(tool) -n id -u")
      #expect(ended.exit != 0 && ended.all.lowercased().contains("required"), "\(ended)")
    }
  }

  @Test(arguments: [
    ("/bin/tcsh", "echo $version", "tcsh"), ("/usr/bin/fish", "set -q fish_pid; and echo fish", "fish"),
  ])
  func `a user has another login shell, whose start files print`(shell: String, command: String, says: String)
    async throws
  {
    try await Lab.with(["web"]) { lab in
      try await lab.addUser("web", "anna")
      try await lab.setShell("web", "anna", shell)
      #expect(try await lab.ssh("anna@web", command).out.hasPrefix(says))
      try await lab.noisyProfile("web", "anna")
      let ended = try await lab.ssh("anna@web", "echo end")
      #expect(ended.out.hasPrefix("Welcome back.") && ended.out.hasSuffix("end\n"), "\(ended)")
    }
  }

  @Test func `a banner greets, a slow login takes its time, and both can be seen`() async throws {
    try await Lab.with(["web"]) { lab in
      try await lab.banner("web")
      #expect(try await lab.ssh("web", "true").err.contains("Authorised use only"))
      try await lab.slowLogin("web", seconds: 2)
      let start = ContinuousClock.now
      #expect(try await lab.ssh("web", "true").exit == 0)
      #expect(ContinuousClock.now - start >= .seconds(2))
      try await lab.slowLogin("web", seconds: 0)
      #expect(try await lab.command(["exec", "web", "test", "-e", "/etc/ssh/sshrc"]).exit == 1)
    }
  }

  @Test func `a host has a new key, and a user whom no key lets in`() async throws {
    try await Lab.with(["web"]) { lab in
      let before = try lab.hostKey(of: "web")
      try await lab.rekey("web")
      let after = try lab.hostKey(of: "web")
      #expect(after != before)
      #expect(try await lab.ssh("web", "cat /etc/ssh/ssh_host_ed25519_key.pub").out.hasPrefix(after))
      try await lab.refuse("web", "root")
      #expect(try await lab.ssh("web", "true").err.contains("Permission denied"))
      try await lab.setPassword("web", "root", "correct horse")
      #expect(try await lab.exec("web", "getent", "shadow", "root").hasPrefix("root:$"))
    }
  }
}
