import Foundation
import Testing

/// Files between this machine and hosts, in whole runs against real sshds.
@Suite(.inLab) struct CopyTests {
  private static let verify = "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }\n"

  private static func copy(_ from: String, _ to: String, _ more: String = "") -> String {
    "restore:\n  - id: fetch\n    copy: { from: \"\(from)\", to: \"\(to)\" }\n\(more)"
  }

  @Test(.timeLimit(.minutes(2)))
  func `a backup goes from one host to another, to here, and a template to a host`() async throws {
    try await HostScene.play(["backup", "database"]) { scene, lab in
      try await lab.shell(
        "backup", "mkdir -p /srv/b && head -c 3000000 /dev/urandom >'/srv/b/it is' && ln -s 'it is' /srv/b/newest")
      try scene.write("shop.conf", "host={{ host }}\n")
      let end = try await scene.drill(
        """
        install:
          - id: config
            on: database
            with: { host: "{{ hosts.backup.address }}" }
            template: { from: shop.conf, to: /etc/shop.conf, mode: "0640" }
        restore:
          - id: fetch
            copy: { from: "backup:/srv/b", to: "database:/var/tmp/b" }
          - id: keep
            copy: { from: "database:/var/tmp/b/it is", to: kept }
          - id: give
            copy: { from: kept, to: "database:from-here" }
        \(Self.verify)
        """)
      #expect(end.exit == 0, "\(end)")
      let sum = try await lab.shell("backup", "cksum <'/srv/b/it is'")
      #expect(try await lab.shell("database", "cksum <'/var/tmp/b/it is'; cksum <~root/from-here") == sum + sum)
      #expect(
        try await lab.shell("database", "cat /etc/shop.conf; stat -c %a /etc/shop.conf; readlink /var/tmp/b/newest")
          == "host=backup\n640\nit is\n")
      let log = String(decoding: try scene.run().log("shop.fetch.1"), as: UTF8.self)
      #expect(log.hasSuffix("verified by sha256sum\n"), "\(log)")
      #expect(try await lab.shell("database", "ls -A /var/tmp /etc /root | grep '[.]halfhour-' || true") == "")
      for host in ["backup", "database"] { #expect(try await lab.remains(on: host) == []) }
    }
  }

  @Test(.timeLimit(.minutes(3)), arguments: [1.0, 20.0])
  func `a link that is cut for a while is only a pause`(_ seconds: Double) async throws {
    try await HostScene.play(["web:disk=3g"]) { scene, lab in
      try await lab.shell("web", "head -c 1000000000 /dev/zero | tr '\\000' x >/srv/big")
      let program = try scene.startDrill(Self.copy("web:/srv/big", "big") + Self.verify)
      let folder = scene.folder
      try await scene.until("bytes come") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { $0.hasPrefix(".big.") }
      }
      try await lab.cut("web")
      try await Task.sleep(for: .seconds(seconds))
      try await lab.mend("web")
      let end = try await program.end(within: .seconds(120))
      #expect(end.exit == 0, "\(end)")
      let here = try FileManager.default.attributesOfItem(atPath: folder + "/big")[.size] as? Int
      #expect(here == 1_000_000_000)
      let log = String(decoding: try scene.run().log("shop.fetch.1"), as: UTF8.self)
      #expect(log.hasSuffix("verified by sha256sum\n"), "\(log)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a full disk and a file system that is read-only fail the step in words, and leave nothing`() async throws {
    try await HostScene.play(["web:disk=64m"]) { scene, lab in
      try Data(count: 100_000_000).write(to: URL(fileURLWithPath: scene.folder + "/big"))
      let full = try await scene.drill(Self.copy("big", "web:/srv/big") + Self.verify)
      #expect(full.exit == 1)
      #expect(try scene.run().messages(of: "fetch").joined().contains("No space left on device"))
      #expect(try await lab.shell("web", "ls -A /srv") == "")
    }
    try await HostScene.play(["web:readonly-home"]) { scene, _ in
      try scene.write("small", "x")
      let end = try await scene.drill(Self.copy("small", "web:small") + Self.verify)
      #expect(end.exit == 1)
      #expect(try scene.run().messages(of: "fetch").joined().contains("it is read-only, or not ours"))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a user without rights is elevated at both ends`() async throws {
    try await HostScene.play(["web", "db"]) { scene, lab in
      for host in ["web", "db"] {
        try await lab.addUser(host, "ann")
        try await lab.allowSudo(host, "ann", password: false)
        try scene.write(
          "site.yaml",
          try String(contentsOfFile: scene.path("site.yaml"), encoding: .utf8)
            .replacingOccurrences(of: "drill: \(host)", with: "drill: ann@\(host)"))
      }
      try await lab.shell("web", "umask 077; echo deep >/srv/deep; mkdir /srv/f; echo in >/srv/f/in")
      let end = try await scene.drill(
        """
        restore:
          - { id: one, become: { user: root, with: sudo }, copy: { from: "web:/srv/deep", to: "db:/srv/deep" } }
          - { id: two, become: { user: root, with: sudo }, copy: { from: "web:/srv/f", to: f } }
          - { id: three, become: { user: root, with: sudo }, copy: { from: f, to: "db:/srv/f" } }
        \(Self.verify)
        """)
      #expect(end.exit == 0, "\(end)")
      #expect(
        try await lab.shell("db", "stat -c '%n %a %U' /srv/deep /srv/f/in; cat /srv/f/in")
          == "/srv/deep 600 root\n/srv/f/in 600 root\nin\n")
    }
  }
}
