import Foundation
import Glibc
import Testing

/// Whose folders and links are trusted, with which modes files appear, and runbooks in odd places.
struct OwnershipTests {
  private static let phases = "verify:\n  - { id: see, run: echo seen, expect: { equals: seen }, seen_red: { skip: tried elsewhere } }"

  // MARK: - umask

  @Test(.timeLimit(.minutes(1)), arguments: ["000", "077"])
  func `restored files get the modes that the runbook names, and everything secret stays private`(umask: String)
    async throws
  {
    try await Scene.play { scene in
      try scene.write("key", "my-little-secret\n")
      try scene.write("page", "{{name}}\n")
      try scene.write("data", "data\n")
      chmod(scene.path("data"), 0o640)
      try scene.write("tool", "#!/bin/sh\nstat -c %a . >'\(scene.folder)/work-mode'\n", executable: true)
      try scene.runbook(
        """
        install:
          - id: page
            with: { name: shop }
            template: { from: page, to: \(scene.folder)/page.out, mode: "0644" }
          - { id: data, copy: { from: data, to: "\(scene.folder)/data.out" } }
          - { id: tool, files: [tool], run: ./tool }
          - id: look
            with: { key: "{{ secrets.key }}" }
            run: |
              umask >'\(scene.folder)/job-umask'
              find '\(scene.runtime)'/halfhour-* -printf '%m %y %f\\n' >'\(scene.folder)/job-modes'
        \(Self.phases)
        """, head: "secrets: { key: { file: key } }")
      let end = try await scene.halfhour("drill", "shop.yaml", umask: umask)
      #expect(end.exit == 0, "\(end)")
      #expect(Self.mode(scene.path("page.out")) == 0o644)
      #expect(Self.mode(scene.path("data.out")) == 0o640)
      #expect(scene.lines("work-mode") == ["700"])
      #expect(scene.lines("job-umask").first?.hasSuffix(umask) == true, "a job has the umask of who started it")
      let modes = scene.lines("job-modes").map { $0.split(separator: " ") }
      #expect(modes.count >= 5)
      for line in modes {
        let mode = Int(line[0], radix: 8) ?? 0o777
        // What the shells themselves make is told only who ran when, and stands in a folder that nobody else can enter.
        let isShells = ["started", "result", "watchdog", "dismissed", "output", "progress"].contains(line[2])
        #expect(mode & 0o077 == 0 || isShells, "\(line)")
      }
      for name in FileManager.default.enumerator(atPath: scene.state)?.compactMap({ $0 as? String }) ?? [] {
        #expect(Self.mode(scene.state + "/" + name) & 0o077 == 0, "\(name) is open to others")
      }
    }
  }

  private static func mode(_ path: String) -> mode_t {
    var status = Glibc.stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o7777
  }

  // MARK: - Links

  @Test(.timeLimit(.minutes(1)))
  func `a person's own link of the state folder to another disk is followed`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      mkdir(scene.path("disk"), 0o755)
      symlink(scene.path("disk/halfhour"), scene.path("dangling"))
      let dangling = try await scene.halfhour(
        "drill", "shop.yaml", environment: ["HALFHOUR_STATE": scene.path("dangling")])
      #expect(dangling.exit == 2 && dangling.err.contains("leads to no folder"), "\(dangling)")
      mkdir(scene.path("disk/halfhour"), 0o700)
      symlink(scene.path("disk/halfhour"), scene.state)
      let end = try await scene.halfhour("drill", "shop.yaml")
      #expect(end.exit == 0, "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("disk/halfhour/runs")).count == 1)
      let report = try await scene.halfhour("report", "last")
      #expect(report.exit == 0 && report.out.contains("Passed: shop"), "\(report)")
    }
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0), arguments: ["link", "target"])
  func `a link of somebody else, and one's own to somebody else's folder, are refused`(foreign: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      mkdir(scene.path("disk"), 0o700)
      symlink(scene.path("disk"), scene.state)
      if foreign == "link" { lchown(scene.state, 12_345, 12_345) } else { chown(scene.path("disk"), 12_345, 12_345) }
      let end = try await scene.halfhour("drill", "shop.yaml")
      #expect(end.exit == 2 && end.err.contains("user 12345, not to you"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("disk")) == [])
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["runs", "locks"])
  func `a link where a folder of ours should be is refused`(name: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      mkdir(scene.path("elsewhere"), 0o700)
      mkdir(scene.state, 0o700)
      symlink(scene.path("elsewhere"), scene.state + "/" + name)
      let end = try await scene.halfhour("drill", "shop.yaml")
      #expect(end.exit == 2 && end.err.contains("is not a folder, or is a symbolic link to one"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("elsewhere")) == [])
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["link", "file", "open"])
  func `a place for jobs that is a link, a file or open to others is refused`(kind: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let place = "\(scene.runtime)/halfhour-\(getuid())"
      mkdir(scene.path("elsewhere"), 0o700)
      switch kind {
      case "link": symlink(scene.path("elsewhere"), place)
      case "file": try Data().write(to: URL(fileURLWithPath: place))
      default:
        mkdir(place, 0o700)
        chmod(place, 0o770)
      }
      let end = try await scene.halfhour("drill", "shop.yaml")
      #expect(end.exit == 2 && end.err.contains("where job folders go, is"), "\(end)")
      #expect(end.err.contains("Somebody else may have put it there"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("elsewhere")) == [])
      #expect(scene.runNames == [], "what is refused leaves no run")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a link in place of a log is never written through`() async throws {
    try await Scene.play { scene in
      try scene.write("mine", "mine\n")
      try scene.runbook(
        """
        install:
          - { id: wait, run: "touch \(scene.folder)/begun; while [ ! -e \(scene.folder)/go ]; do sleep 0.02; done" }
        \(Self.phases)
        """)
      let program = try scene.start(["drill", "shop.yaml"])
      try await scene.until("the job runs") { scene.exists("begun") }
      let run = try scene.run()
      symlink(scene.path("mine"), run.folder + "/logs/shop.see.1.log")
      try scene.write("go", "")
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("mine") == "mine\n")
      #expect(try await scene.halfhour("report", "last").out.contains("the log lacks a part"))
    }
  }

  // MARK: - Two users

  /// A user who has nothing but a number, in a scene that everybody may read.
  private static func other(_ scene: Scene, _ user: Int) throws -> (command: [String], environment: [String: String]) {
    let home = scene.path("home-\(user)")
    chmod(scene.folder, 0o755)
    mkdir(home, 0o700)
    chown(home, uid_t(user), gid_t(user))
    return (
      ["setpriv", "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups"],
      ["HOME": home, "HALFHOUR_STATE": "", "XDG_RUNTIME_DIR": "", "XDG_STATE_HOME": ""]
    )
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
  func `two users run at once on one machine, each in places of their own`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        "install:\n  - { id: wait, run: \"touch $HOME/begun; while [ ! -e \(scene.folder)/go ]; do sleep 0.02; done\" }\n"
          + Self.phases)
      let users = [54_321, 54_322]
      let programs = try users.map { user in
        let (command, environment) = try Self.other(scene, user)
        return try scene.start(["drill", "shop.yaml"], through: command, environment: environment)
      }
      defer { users.forEach { rmdir("/dev/shm/halfhour-\($0)") } }
      try await scene.until("both run") { users.allSatisfy { scene.exists("home-\($0)/begun") } }
      for user in users {
        let place = "/dev/shm/halfhour-\(user)"
        #expect(Self.mode(place) == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).contains { $0.contains("shop_wait") })
      }
      try scene.write("go", "")
      for (user, program) in zip(users, programs) {
        let end = try await program.end()
        #expect(end.exit == 0, "\(end)")
        let state = scene.path("home-\(user)/.local/state/halfhour")
        for path in FileManager.default.enumerator(atPath: state)?.compactMap({ $0 as? String }) ?? [] {
          var status = Glibc.stat()
          lstat(state + "/" + path, &status)
          #expect(status.st_uid == uid_t(user) && status.st_mode & 0o077 == 0, "\(path)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: state + "/runs").count == 1)
        unlink("/dev/shm/halfhour-\(user)/.identity")
      }
    }
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0), arguments: ["folder", "link"])
  func `a place for jobs that another user has laid out in shared memory is refused by name`(kind: String) async throws
  {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let (command, environment) = try Self.other(scene, 54_323)
      let place = "/dev/shm/halfhour-54323"
      defer { remove(place) }
      if kind == "folder" { mkdir(place, 0o777) } else { symlink(scene.path("home-54323"), place) }
      lchown(place, 54_324, 54_324)
      let end = try await scene.start(["drill", "shop.yaml"], through: command, environment: environment).end()
      #expect(end.exit == 2 && end.err.contains(place), "\(end)")
      #expect(end.err.contains(kind == "folder" ? "belongs to user 54324" : "is not a folder"), "\(end)")
      #expect(!end.out.contains("seen"))
    }
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
  func `another user's runs can be neither read nor resumed nor stopped`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
      let (command, environment) = try Self.other(scene, 54_325)
      let theirs = environment.merging(["HALFHOUR_STATE": scene.state]) { _, new in new }
      for words in [["runs"], ["report", "last"], ["resume", "last"], ["stop", "last"], ["logs", "last"]] {
        let end = try await scene.start(words, through: command, environment: theirs).end()
        #expect(end.exit == 2, "\(words): \(end)")
        #expect(end.err.contains("belongs to user \(getuid()), not to you"), "\(words): \(end)")
      }
    }
  }

  // MARK: - Runbooks

  @Test(.timeLimit(.minutes(1)))
  func `a runbook is run from a folder that can't be written`() async throws {
    try await Scene.play { scene in
      let book = scene.path("book")
      try scene.write("book/site.yaml", scene.read("site.yaml"))
      try scene.write("book/tool", "#!/bin/sh\ncat page >'\(scene.folder)/made'\n", executable: true)
      try scene.write("book/page", "page\n")
      try scene.write(
        "book/shop.yaml",
        "runbook: shop\nservice: shop\ninstall:\n  - { id: make, files: [tool, page], run: ./tool }\n\(Self.phases)\n")
      let before = try FileManager.default.subpathsOfDirectory(atPath: book).sorted()
      let script = "mount --bind '\(book)' '\(book)'; mount -o remount,bind,ro '\(book)'"
      try await PrivateMounts.with(scene, script) { mounts in
        await #expect(throws: SceneFault.self) { try await mounts.shell("touch '\(book)/x'") }
        let start = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, book]
        let end = try await mounts.start(["drill", "shop.yaml"], through: start).end()
        #expect(end.exit == 0, "\(end)")
      }
      #expect(try scene.read("made") == "page\n")
      #expect(try FileManager.default.subpathsOfDirectory(atPath: book).sorted() == before)
    }
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["a b", "it's", #"say "x""#, "two\nlines", "$HOME `id` \\ *", "-n", "ä\u{301}"])
  func `a runbook's folder may have any name`(name: String) async throws {
    try await Scene.play { scene in
      let book = scene.path(name)
      try scene.write("\(name)/site.yaml", scene.read("site.yaml"))
      try scene.write("\(name)/tool", "#!/bin/sh\necho tool\n", executable: true)
      try scene.write("\(name)/page", "{{name}}\n")
      try scene.write(
        "\(name)/shop.yaml",
        """
        runbook: shop
        service: shop
        install:
          - { id: page, with: { name: shop }, template: { from: page, to: made } }
          - { id: copy, copy: { from: made, to: copied } }
        verify:
          - { id: tool, files: [tool], run: ./tool, expect: { equals: tool }, seen_red: { skip: tried elsewhere } }

        """)
      for environment in [[:], ["HALFHOUR_STATE": book + "/state", "XDG_RUNTIME_DIR": book]] {
        let end = try await scene.halfhour("drill", "\(name)/shop.yaml".prefixed, environment: environment)
        #expect(end.exit == 0, "\(end)")
        #expect(try scene.read("\(name)/copied") == "shop\n")
        let report = try await scene.halfhour("report", "last", environment: environment)
        #expect(report.exit == 0, "\(report)")
      }
    }
  }
}

extension String {
  /// With a folder in front, so that it is no option.
  fileprivate var prefixed: String { "./" + self }
}
