import Foundation
import Glibc
import Testing

@testable import RunFolders

struct FileLockTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  /// Another process that holds a lock until it is killed or let go.
  final class Holder {
    private let process = Process()
    private let input = Pipe()

    init(_ lock: String) throws {
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "printf 'run x, ann on laptop, process 1' >$1; exec flock -o $1 cat", "sh", lock]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      // `cat` answers as soon as `flock` has the lock.
      input.fileHandleForWriting.write(Data("x".utf8))
      _ = output.fileHandleForReading.readData(ofLength: 1)
    }

    func kill() {
      Glibc.kill(process.processIdentifier, SIGKILL)
      // The end of its input ends `cat`, too, for which `Process` waits.
      input.fileHandleForWriting.closeFile()
      process.waitUntilExit()
    }
  }

  @Test func `a run in another process's hands says whose, and is free when that dies`() throws {
    let folder = try stand.run()
    #expect(!folder.isInHand)
    let other = try Holder(folder.lock)
    #expect(folder.isInHand)
    do throws(FolderError) {
      _ = try folder.lock(holder: "me")
      Issue.record("two have it")
    } catch {
      #expect(
        error.message == "the run 20261121-045507-shop-7f3a is in the hands of run x, ann on laptop, process 1. "
          + "Watch it with: halfhour watch 20261121-045507-shop-7f3a")
    }
    other.kill()
    #expect(!folder.isInHand)
    let lock = try folder.lock(holder: "me")
    #expect(folder.isInHand)
    #expect(try bytes(folder.lock) == Array("me".utf8))
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock is free when it is let go`() throws {
    let folder = try stand.run()
    for _ in 1...3 {
      let lock = try folder.lock(holder: "me")
      #expect(throws: FolderError.self) { try folder.lock(holder: "me again") }
      withExtendedLifetime(lock) {}
    }
    #expect(!folder.isInHand)
  }

  @Test func `those who only look neither see each other nor keep the lock from its taker`() async throws {
    let folder = try stand.run()
    _ = try folder.lock(holder: "before")
    let looking = open(folder.lock, O_RDONLY)
    #expect(flock(looking, LOCK_SH | LOCK_NB) == 0)
    #expect(!folder.isInHand, "somebody else looks just now")
    close(looking)
    let watchers = (1...4).map { _ in
      Task.detached { (1...2_000).count { _ in folder.isInHand } }
    }
    for watcher in watchers { #expect(await watcher.value == 0) }
    let busy = Task.detached { while !Task.isCancelled { _ = folder.isInHand } }
    for _ in 1...50 { _ = try folder.lock(holder: "taker") }
    busy.cancel()
  }

  @Test func `services lock apart, even where their names look alike`() throws {
    let state = try stand.state
    let names = [("Büro", "web"), ("Bäro", "web"), ("B", "ro-web"), ("B-ro", "web"), ("B ro", "web")]
    let locks = try names.map { try state.lock(service: $1, of: $0, holder: "me") }
    #expect(throws: FolderError("web is being recovered already: me", isHeld: true)) {
      try state.lock(service: "web", of: "Büro", holder: "you")
    }
    withExtendedLifetime(locks) {}
  }
}
