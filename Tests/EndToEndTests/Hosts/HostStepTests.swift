import Foundation
import Testing

/// Steps on hosts, reached by a real OpenSSH client and a real sshd.
@Suite(.inLab) struct HostStepTests {
  @Test(.timeLimit(.minutes(1)))
  func `a step runs on its host with values, files, outputs and a log, and leaves nothing there`() async throws {
    try await HostScene.play(["web", "db"]) { scene, lab in
      try scene.write("say", "#!/bin/sh\necho \"$1 from $(hostname)\"\n", executable: true)
      let end = try await scene.drill(
        #"""
        install:
          - id: give
            on: web
            outputs: [name, text]
            run: |
              echo "name=$(hostname)" >>"$HALFHOUR_OUTPUT"
              printf 'text<<END\none\ntwo\nEND\n' >>"$HALFHOUR_OUTPUT"
          - id: take
            on: db
            files: [say]
            with: { odd: "it's \"odd\" \\ $HOME `x`\nä", from: "{{ steps.give.name }}", text: "{{ steps.give.text }}" }
            run: |
              ./say "$from"
              printf '%s' "$odd"
              printf '%s' "$text" | wc -l
              umask
        verify:
          - { id: see, on: web, run: "exit 3", expect: { exit: 3 }, seen_red: { skip: tried elsewhere } }
        """#)
      #expect(end.exit == 0, "\(end)")
      let log = String(decoding: try scene.run().log("shop.take.1"), as: UTF8.self)
      #expect(log == "web from db\nit's \"odd\" \\ $HOME `x`\nä1\n0022\n")
      for host in ["web", "db"] { #expect(try await lab.remains(on: host) == []) }
      #expect(scene.jobFolders == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `many steps share one connection`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let steps = (1...30).map { "  - { id: s\($0), on: web, needs: [], run: \"echo $$\" }\n" }.joined()
      let end = try await scene.drill(
        "install:\n\(steps)verify:\n  - { id: see, on: web, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }")
      #expect(end.exit == 0, "\(end)")
      let accepted = try await lab.shell("web", "grep -c 'Accepted publickey' /var/log/sshd.log")
      #expect(accepted.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `neither a value nor a secret is ever seen in the processes of a host`() async throws {
    try await HostScene.play(["db"]) { scene, lab in
      let program = try scene.startDrill(
        """
        install:
          - id: load
            on: db
            with: { pw: "{{ secrets.pw }}", plain: "visible-if-in-argv" }
            run: |
              echo "it is $pw"
              sleep 2
        verify:
          - { id: see, on: db, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """, head: "secrets: { pw: { env: SHOP_PW } }", environment: ["SHOP_PW": "s3cret-w0rd"])
      try await scene.until("it runs") { program.out.contains("load  started") }
      var seen = ""
      for _ in 0..<10 {
        seen += try await lab.processes(of: "db")
        try await Task.sleep(for: .milliseconds(100))
      }
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      #expect(seen.contains("supervisor"))
      #expect(!seen.contains("s3cret-w0rd") && !seen.contains("visible-if-in-argv"))
      #expect(String(decoding: try scene.run().log("shop.load.1"), as: UTF8.self) == "it is [secret pw]\n")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `200 MB of output without a newline come whole`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let end = try await scene.drill(
        """
        install:
          - id: pour
            on: web
            run: |
              head -c 200000000 /dev/urandom | tee /var/tmp/poured
        verify:
          - { id: sum, on: web, run: "sha256sum </var/tmp/poured; rm /var/tmp/poured", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      #expect(end.exit == 0, "\(end)")
      let run = try scene.run()
      #expect(try run.logSize("shop.pour.1") == 200_000_000)
      let sum = try await lab.program(["/usr/bin/sha256sum", "\(run.folder)/logs/shop.pour.1.log"]).end()
      #expect(sum.out.prefix(64) == String(decoding: try run.log("shop.sum.1"), as: UTF8.self).prefix(64))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a host is restarted, and the run goes on when it is back under another boot`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      let before = try lab.bootID(of: "web")
      let end = try await scene.drill(
        """
        install:
          - { id: mark, on: web, run: "echo x >/run/mark; echo x >/srv/kept" }
          - { id: restart, on: web, reboot: { back_within: 30s } }
        verify:
          - { id: see, on: web, run: "test ! -e /run/mark && test -e /srv/kept", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      #expect(end.exit == 0, "\(end)")
      #expect(try lab.bootID(of: "web") != before)
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["sudo", "doas"])
  func `a step becomes another user without a password, or fails at once`(_ command: String) async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await lab.addUser("web", "ann")
      try await lab.addUser("web", "bob")
      for (user, password) in [("ann", false), ("bob", true)] {
        if command == "sudo" {
          try await lab.allowSudo("web", user, password: password)
        } else {
          try await lab.allowDoas("web", user, password: password)
        }
      }
      try scene.write(
        "site.yaml", try scene.read("site.yaml").replacingOccurrences(of: "drill: web", with: "drill: ann@web"))
      let phases = """
        install:
          - id: work
            on: web
            become: { user: root, with: \(command) }
            with: { v: "it's" }
            run: "id -un; echo \\"$v\\"; sleep 60 & wait; echo not ended"
            timeout: 2s
            on_failure: continue
          - { id: plain, on: web, run: "id -un" }
        verify:
          - { id: see, on: web, become: { user: root, with: \(command) }, run: "id -u", expect: { equals: "0" }, seen_red: { skip: tried elsewhere } }
        """
      let end = try await scene.drill(phases)
      let run = try scene.run()
      let log = String(decoding: try run.log("shop.work.1"), as: UTF8.self)
      #expect(log.hasPrefix("root\nit's\n") && !log.contains("not ended"), "\(log)\n\(end)")
      #expect(String(decoding: try run.log("shop.plain.1"), as: UTF8.self) == "ann\n")
      #expect(try run.outcomes()["see"] == "passed")
      #expect(try await lab.jobs(of: run.name, on: "web") == [])

      try scene.write("site.yaml", try scene.read("site.yaml").replacingOccurrences(of: "ann@web", with: "bob@web"))
      let refused = try await scene.drill(phases)
      #expect(refused.exit == 1, "\(refused)")
      let message = try scene.run().messages(of: "work").joined()
      #expect(message.contains("without a password"), "\(message)")
    }
  }
}
