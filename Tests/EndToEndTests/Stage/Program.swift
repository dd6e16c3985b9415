import Foundation
import Glibc
import Testing

/// A program that runs; its output goes to files, so that nothing it prints can block it.
final class Program: Sendable {
  let pid: pid_t
  private let output: String

  /// A shell goes to the folder and sets the umask; then the program takes its place.
  init(_ command: [String], environment: [String: String], folder: String, umask: String) throws {
    let command = ["/bin/sh", "-c", #"cd "$0" && umask "$1" && shift && exec "$@""#, folder, umask] + command
    output = "\(folder)/program-\(UInt32.random(in: 0...UInt32.max))"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output + ".out", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, output + ".err", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let problem = posix_spawn(&pid, command[0], &actions, &attributes, words, variables)
    guard problem == 0 else {
      throw SceneFault("\(command[0]) can't be started: \(String(cString: strerror(problem)))")
    }
    self.pid = pid
  }

  func send(_ signal: Int32) { kill(pid, signal) }

  var out: String { text(".out") }
  var err: String { text(".err") }

  private func text(_ suffix: String) -> String {
    FileManager.default.contents(atPath: output + suffix).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Waits for the end; a program that takes too long is killed, which is a fault.
  func end(within limit: Duration = .seconds(30)) async throws -> Ended {
    let deadline = ContinuousClock.now + limit
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline {
        kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
        throw SceneFault("it did not end within \(limit); it printed:\n\(out)\(err)")
      }
      try await Task.sleep(for: .milliseconds(4))
    }
    let signal = status & 0x7f
    return Ended(exit: signal == 0 ? (status >> 8) & 0xff : -signal, out: out, err: err)
  }

  /// As `kill -9` does: nothing in the program gets a word in.
  @discardableResult
  func murder() async throws -> Ended {
    kill(pid, SIGKILL)
    return try await end()
  }
}

/// How a program ended.
struct Ended: CustomStringConvertible, Sendable {
  /// The exit status, or the negative number of the signal.
  let exit: Int32
  let out: String
  let err: String

  var all: String { out + err }
  /// False when it had ended by itself before the kill came.
  var wasKilled: Bool { exit == -SIGKILL }
  var description: String { "exit \(exit)\n\(out)\(err)" }
}
