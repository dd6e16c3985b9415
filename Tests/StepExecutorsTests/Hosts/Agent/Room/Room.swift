import Foundation
import Glibc
import Testing

@testable import StepExecutors

/// A host in a folder: its own mounts and processes, and no program but those that a POSIX system has.
///
/// Who calls any other program, or an option that POSIX doesn't know, leaves a line in `/.called`, which fails the test.
final class Room: Sendable {
  let path: String
  let layout: RoomLayout
  private let keeper: AgentProcess
  private let pid: String

  /// Makes a room, lets somebody use it, and sees to it that nothing is left of it.
  static func with(_ layout: RoomLayout, _ body: (Room) async throws -> Void) async throws {
    let room = try await Room(layout)
    do {
      try await body(room)
    } catch {
      try await room.remove()
      throw error
    }
    #expect(room.called == "", "programs that POSIX doesn't know")
    try await room.remove()
  }

  /// Uses rooms side by side, for tests that spend their time waiting; what is thrown names its room.
  static func each(_ layouts: [RoomLayout], _ body: @escaping @Sendable (Room) async throws -> Void) async throws {
    await withTaskGroup { group in
      for layout in layouts {
        group.addTask {
          do {
            try await with(layout, body)
          } catch {
            Issue.record("\(layout): \(error)")
          }
        }
      }
    }
  }

  private init(_ layout: RoomLayout) async throws {
    self.layout = layout
    path = "/dev/shm/room-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try RoomBuilding(path: path, layout: layout).build()
    keeper = try AgentProcess(["sh", "-c", Self.keep, path, layout.mounts])
    let (lines, feed) = AsyncStream<Substring>.makeStream()
    keeper.onLine = { line in
      if let line { feed.yield(line) } else { feed.finish() }
    }
    var words: [String] = []
    for await line in lines {
      words.append(String(line))
      if line == "ready" { break }
    }
    guard words.count == 2 else { throw RoomFault("no room can be made: \(keeper.bulk.rest)") }
    pid = words[0]
  }

  /// The first process reaps whom nobody waits for, and ends with its input; with it goes everybody.
  private static let keep = """
    echo $$
    exec unshare --mount --pid --fork --kill-child --propagation private sh -c '
      set -e
      cd "$0"
      mount --bind / .host
      for file in null zero full urandom; do : >dev/$file; mount --bind /dev/$file dev/$file; done
      if [ -e .openbsd ]; then mount -t proc proc .proc; else mount -t proc proc proc; fi
      eval "$1"
      echo ready
      cat >/dev/null
      exit 0' "$0" "$1"
    """

  /// The command that leads to a shell in the room, as somebody's login would.
  func command(user: Int = 0, _ shell: String...) -> [String] {
    [
      "nsenter", "--mount=/proc/\(pid)/ns/mnt", "--pid=/proc/\(pid)/ns/pid_for_children", "--", "chroot",
      "--userspec=\(user):\(user)", path, "/.host/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=/",
    ] + (shell.isEmpty ? ["sh"] : shell)
  }

  /// An agent that stands ready.
  func agent(
    run: String = "run", user: Int = 0, through shell: [String] = ["sh"], earlierPlace: String? = nil
  ) async throws -> RoomAgent {
    let enter = command(user: user).dropLast() + shell
    let opening = AgentOpening(command: Array(enter), run: run, earlierPlace: earlierPlace)
    switch try await opening.open() {
    case .ready(let connection, let process): return RoomAgent(connection: connection, process: process, run: run)
    case .failed(let noise, _): throw RoomFault("no agent: \(noise)")
    }
  }

  /// Runs a line of shell in the room with all the tools of this machine; what it printed.
  @discardableResult
  func shell(_ line: String) async throws -> String {
    let tools = "PATH=/.host/usr/sbin:/.host/usr/bin"
    let run = try AgentProcess(command().dropLast(3) + ["-i", tools, "/.host/usr/bin/dash", "-c", line])
    let (lines, feed) = AsyncStream<Substring>.makeStream()
    run.onLine = { line in
      if let line { feed.yield(line) } else { feed.finish() }
    }
    var words: [String] = []
    for await line in lines { words.append(String(line)) }
    await run.ended()
    return words.joined(separator: "\n")
  }

  /// What ps knows of all processes, also where the room has no /proc.
  func processes(_ columns: String) async throws -> String {
    let see = layout.kind == .linux ? "" : "mount --bind /.proc /proc; "
    return try await shell("unshare -m --propagation unchanged dash -c '\(see)ps -A -o \(columns)'")
  }

  func contents(_ file: String) -> String? {
    FileAccess.contents(of: path + file, atMost: 1 << 22).map { String(decoding: $0, as: UTF8.self) }
  }

  func names(_ folder: String) -> [String] { FolderTree.names(in: path + folder).sorted() }

  /// Waits for something that must come to be soon.
  func until(_ what: Comment, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      if try await condition() { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record(what)
  }

  private var called: String { contents("/.called") ?? "" }

  private func remove() async throws {
    keeper.kill()
    await keeper.ended()
    // What stands behind a mount is not ours: it can't be seen from here, and must not be.
    try systemCall { rmdir("\(path)/.host") }
    try FileManager.default.removeItem(atPath: path)
  }
}

struct RoomFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
