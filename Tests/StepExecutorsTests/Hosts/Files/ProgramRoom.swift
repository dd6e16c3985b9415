import Glibc
import Testing

@testable import StepExecutors

/// A folder of commands that is all a shell program finds, and where its work goes.
final class ProgramRoom: Sendable {
  /// What POSIX names among that which `files.sh` calls, and tar, which POSIX lacks and every system has.
  static let utilities = [
    "awk", "cat", "chmod", "chown", "cksum", "dd", "find", "head", "id", "ln", "ls", "mkdir", "mv", "printf", "rm",
    "sh",
    "tar", "touch", "tr", "wc",
  ]

  let path: String
  private let shell: [String]
  private let isBusybox: Bool

  var work: String { path + "/work" }
  private var commands: String { path + "/bin" }

  init(shell: [String], extra: [String] = []) async throws {
    path = "/dev/shm/room-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    self.shell = shell
    isBusybox = shell[0].hasSuffix("busybox")
    for folder in [path, path + "/bin", path + "/work"] { try systemCall { mkdir(folder, 0o700) } }
    for name in Self.utilities where name != "sh" { try await add(name) }
    // Shells that a program starts are of the same kind.
    try systemCall { symlink(shell[0], commands + "/sh") }
    for name in extra { try await add(name) }
  }

  deinit {
    do { try FolderTree.remove(path) } catch { Issue.record("\(path) stays: \(error)") }
  }

  /// With busybox every command is its own; one that it lacks is the system's.
  private func add(_ name: String) async throws {
    if name == "sha256" {
      // As OpenBSD's, which this system lacks.
      let script =
        "#!/bin/sh\nshift\nif [ $# = 0 ]; then /usr/bin/sha256sum | /usr/bin/cut -c 1-64; else for f do "
        + "printf '%s %s\\n' \"$(/usr/bin/sha256sum <\"$f\" | /usr/bin/cut -c 1-64)\" \"$f\"; done; fi\n"
      return try FileStand.write(script, to: "\(commands)/sha256", mode: 0o755)
    }
    let lists = await FileStand.shell("busybox --list").split(separator: "\n").contains(Substring(name))
    let tool = isBusybox && lists ? "/bin/busybox" : await FileStand.shell("PATH=/usr/bin:/bin; command -v \(name)")
    // A builtin of the shell that looks has no path.
    let found = tool.split(separator: "\n").first.map(String.init) ?? ""
    try systemCall { symlink(found.hasPrefix("/") ? found : "/usr/bin/\(name)", "\(commands)/\(name)") }
  }

  struct Said: Sendable {
    var words: [AgentReply]
    var output: [UInt8]
    var complaint: String
    var succeeded: Bool
  }

  /// Runs a call of `files.sh` in the work folder, with nothing else to find.
  func call(_ function: String, _ arguments: [String], input: String = "/dev/null") async throws -> Said {
    let text = FilesProgram.text(function, arguments, token: "TOKEN")
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("PATH=") })
    let program = path + "/program"
    FolderTree.removeFile(program)
    try FileStand.write(text.replacing(line, with: "PATH=\(commands)"), to: program)
    let command = (shell + [program]).map(ShellQuoting.quoted).joined(separator: " ")
    let ran = await ToolRun.output([
      "sh", "-c", "cd \(work) && exec env -i \(command) <\(ShellQuoting.quoted(input)) >../output",
    ])
    let result = try #require(ran)
    let bytes = FileAccess.contents(of: path + "/output", atMost: 1 << 26) ?? []
    let lines = result.errors.split(separator: "\n")
    return Said(
      words: lines.filter { $0.hasPrefix("TOKEN ") }.map { AgentReply($0.dropFirst(6)) },
      output: BytePump.end(of: Array("TOKEN\n".utf8), in: bytes).map { Array(bytes[$0...]) } ?? [],
      complaint: lines.filter { !$0.hasPrefix("TOKEN ") && !FilesDesk.isStatistics($0) }
        .joined(separator: "\n"), succeeded: result.succeeded)
  }
}
