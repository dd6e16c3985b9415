import Glibc
import RunbookModel
import Testing

@testable import StepExecutors

/// What comes between a copy and its end.
@Suite struct TroubleCopyTests {
  static let size = 400 << 20

  /// Waits until so much of something has come; false where it never does.
  static func until(_ stand: FileStand, has bytes: Int) async -> Bool {
    for _ in 0..<20_000 {
      for name in FolderTree.names(in: stand.there) where name.hasPrefix(".") {
        var status = stat()
        for path in ["\(stand.there)/\(name)", "\(stand.there)/\(name)/big", "\(stand.there)/\(name)/new/big"] {
          if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= bytes { return true }
        }
      }
      await Pause.uncancellable(.milliseconds(2))
    }
    return false
  }

  /// Ends the connection as a host that vanishes does.
  static func cut(_ stand: FileStand, _ host: String = "there") async throws {
    let pid = try FileStand.text(of: "\(stand.path)/ssh/server.\(host).invalid").split(separator: "\n")[0]
    kill(try #require(Int32(pid)), SIGKILL)
  }

  private func makeBig(_ stand: FileStand) async {
    _ = await FileStand.shell(
      "mkdir \(stand.here)/folder && cd \(stand.here)/folder && truncate -s \(Self.size) big && printf end >>big && ln big ../big"
    )
  }

  private func sizeHere(_ stand: FileStand, _ path: String) async -> String {
    await FileStand.shell("cd \(stand.path) && cmp here/big '\(path)' && ls -A there")
  }

  @Test(arguments: ["up", "down", "across"])
  func `a file goes on where it stopped when the connection was lost`(way: String) async throws {
    try await FileStand.with { stand in
      await makeBig(stand)
      let copy = stand.copy(
        stand.on(way == "up" ? nil : stand.site("there"), stand.here + "/big"),
        to: stand.on(way == "down" ? nil : stand.site(way == "up" ? "there" : "two"), stand.there + "/big"))
      async let outcome = stand.problem(copy)
      #expect(await Self.until(stand, has: 60 << 20))
      try await Self.cut(stand)
      #expect(await outcome == nil)
      #expect(await sizeHere(stand, "there/big") == "big\n")
      #expect(stand.log.contains("was lost; starts again\n"))
      #expect(stand.log.contains("; goes on behind them"), "\(stand.log)")
    }
  }

  @Test func `a file of which another part came before begins anew`() async throws {
    try await FileStand.with { stand in
      await makeBig(stand)
      let copy = stand.copy(stand.on(nil, stand.here + "/big"), to: stand.on(stand.site(), stand.there + "/big"))
      async let outcome = stand.problem(copy)
      #expect(await Self.until(stand, has: 60 << 20))
      // As a host does that lost what it had not written when its power went.
      let hidden = copy.target.hidden(for: copy.step)
      let file = open(hidden, O_WRONLY)
      pwrite(file, "x", 1, 1 << 20)
      close(file)
      try await Self.cut(stand)
      #expect(await outcome == nil)
      #expect(await sizeHere(stand, "there/big") == "big\n")
      #expect(!stand.log.contains("; goes on behind them"))
    }
  }

  @Test(arguments: [true, false])
  func `a folder is begun again when the connection was lost`(rsync: Bool) async throws {
    try await FileStand.with { stand in
      await makeBig(stand)
      let copy = stand.copy(
        stand.on(nil, stand.here + "/folder"), to: stand.on(stand.site(), stand.there + "/new"), mayUseRsync: rsync)
      async let outcome = stand.problem(copy)
      #expect(await Self.until(stand, has: 40 << 20))
      try await Self.cut(stand)
      #expect(await outcome == nil)
      #expect(await sizeHere(stand, "there/new/big") == "new\n")
      #expect(stand.log.contains("was lost; starts again\n"))
      #expect(stand.log.contains(rsync ? "verified by rsync" : "verified by sha256sum"))
    }
  }

  @Test(arguments: ["file", "folder", "folder by tar"], [true, false])
  func `a copy that is ended leaves nothing behind`(what: String, byTimeout: Bool) async throws {
    try await FileStand.with { stand in
      await makeBig(stand)
      _ = await stand.site().connected()
      let cancellation = Cancellation()
      let name = what == "file" ? "/big" : "/folder"
      let copy = stand.copy(
        stand.on(nil, stand.here + name), to: stand.on(stand.site(), stand.there + "/new"),
        mayUseRsync: what == "folder", timeout: byTimeout ? .milliseconds(250) : nil, cancellation: cancellation)
      async let outcome = stand.carryOut(copy)
      if !byTimeout {
        #expect(await Self.until(stand, has: 1 << 20))
        cancellation.cancel()
      }
      switch await outcome {
      case .cancelled?: #expect(!byTimeout)
      case .timedOut?: #expect(byTimeout)
      case let other: Issue.record("\(String(describing: other))")
      }
      #expect(await FileStand.shell("ls -A \(stand.there)") == "")
    }
  }

  @Test(arguments: ["file", "folder"])
  func `bytes that are other at the far end fail the step with both sums`(what: String) async throws {
    try await FileStand.with { stand in
      _ = await FileStand.shell("cd \(stand.here) && mkdir folder && echo one >folder/file && ln folder/file file")
      // A tool that is right of nothing alone stands before the system's.
      let tool =
        "#!/bin/sh\nif [ $# != 0 ]; then for f do echo \"\(String(repeating: "1", count: 64))  $f\"; done; else "
        + "/usr/bin/sha256sum | sed 's/^[^e]/3/'; fi\n"
      try systemCall { mkdir(stand.path + "/bin", 0o700) }
      try FileStand.write(tool, to: stand.path + "/bin/sha256sum", mode: 0o755)
      try stand.setServer("SetEnv PATH=\(stand.path)/bin:/usr/bin:/bin")
      let copy = stand.copy(
        stand.on(nil, stand.here + "/" + what), to: stand.on(stand.site(), stand.there + "/"), mayUseRsync: false)
      let words = try #require(await stand.problem(copy))
      #expect(words.contains("did not arrive as it was sent: its checksum is "))
      #expect(words.contains("2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"))
      #expect(await FileStand.shell("ls -A \(stand.there)") == "")
    }
  }

  @Test(arguments: ["up", "down"])
  func `a source that changes while it is read fails the step`(way: String) async throws {
    try await FileStand.with { stand in
      await makeBig(stand)
      let copy = stand.copy(
        stand.on(way == "up" ? nil : stand.site(), stand.here + "/big"),
        to: stand.on(way == "up" ? stand.site() : nil, stand.there + "/big"))
      async let outcome = stand.problem(copy)
      #expect(await Self.until(stand, has: 1 << 20))
      _ = await FileStand.shell("echo more >>\(stand.here)/big")
      #expect(await outcome?.contains("changed while it was read") == true)
      #expect(await FileStand.shell("ls -A \(stand.there)") == "")
    }
  }

  @Test func `what can't be copied is told in words`() async throws {
    try await FileStand.with { stand in
      let site = stand.site()
      _ = await FileStand.shell(
        "cd \(stand.here) && echo >file && mkdir folder && mkfifo pipe && mkdir odd && mkfifo odd/pipe && mkdir t t/file && echo >plain"
      )
      func words(_ from: String, _ to: String) async -> String {
        await stand.problem(stand.copy(stand.on(site, from), to: stand.on(nil, to)))
          ?? "nothing"
      }
      let here = stand.here
      #expect(await words("\(here)/none", stand.there) == "\(here)/none on there (there.invalid) isn't there")
      #expect(
        await words("\(here)/pipe", stand.there).hasSuffix("is neither a file nor a folder, so it can't be copied"))
      #expect(await words("\(here)/odd", stand.there).contains("holds something that is neither file, folder nor link"))
      #expect(
        await words("\(here)/file", stand.there + "/none/x")
          == "the folder \(stand.there)/none isn't there on this machine; make it first")
      #expect(
        await words("\(here)/folder", here + "/plain").hasSuffix("plain on this machine is there, and is no folder"))
      #expect(await words("\(here)/file", here + "/t").contains("t/file") == true)
      #expect(await FileStand.shell("ls -A \(stand.there)") == "")
    }
  }

  @Test func `what a login prints comes into no file, and keeps rsync away`() async throws {
    try await FileStand.with { stand in
      _ = await FileStand.shell("cd \(stand.here) && mkdir folder && echo one >folder/file && ln folder/file file")
      try stand.setServer("ForceCommand echo noise; echo noise >&2; eval \"$SSH_ORIGINAL_COMMAND\"")
      for name in ["file", "folder"] {
        let copy = stand.copy(stand.on(stand.site(), "\(stand.here)/\(name)"), to: stand.on(nil, stand.there + "/"))
        #expect(await stand.problem(copy) == nil)
      }
      #expect(
        await FileStand.shell("cd \(stand.there) && cat file folder/file && ls -A . folder")
          == "one\none\n.:\nfile\nfolder\n\nfolder:\nfile\n")
      #expect(stand.log.hasSuffix("verified by sha256sum\n"))
    }
  }

  @Test func `a path from the login user's home, and a folder as target, are understood`() async throws {
    try await FileStand.with { stand in
      _ = await FileStand.shell("echo one >\(stand.here)/file")
      let relative = ".." + stand.there
      let home = await FileStand.shell("cd ~ && pwd")
      try #require(home.filter { $0 == "/" }.count == 1)
      let copy = stand.copy(stand.on(nil, stand.here + "/file"), to: stand.on(stand.site(), relative))
      #expect(await stand.problem(copy) == nil)
      #expect(await FileStand.shell("cd \(stand.there) && cat file && ls -A") == "one\nfile\n")
    }
  }
}
