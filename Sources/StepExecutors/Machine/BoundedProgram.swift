internal import Foundation
internal import Glibc
internal import SystemPackage

/// A program of this machine that makes something, bounded in time; nothing of it outlives its end, or ours.
///
/// It leads a group of its own, and a watcher in that group reads from a pipe whose other end only this process has:
/// when the pipe closes, because the program has ended or this process is gone, however, the group is killed.
package struct BoundedProgram: Sendable {
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case tookTooLong
    /// The caller no longer wanted it.
    case unwanted
    case notStarted(String)
  }

  private let words: [String]
  private let environment: [String: String]
  /// The file that takes what it prints.
  private let log: String

  package init(_ words: [String], environment: [String: String], log: String) {
    self.words = words
    self.environment = environment
    self.log = log
  }

  /// The first of that name in PATH, whose relative folders don't count.
  package static func find(_ name: String, _ environment: [String: String]) -> String? {
    ProgramSearch.find(name, environment)
  }

  private static let script =
    #"exec </dev/null >"$0" 2>&1; (read -r nothing; kill -s KILL -- "-$$") <&3 3<&- & exec 3<&-; exec "$@""#
  private static let pollInterval: UInt32 = 20_000

  /// Waits for its end, on this thread.
  package func run(within bound: Duration, unwanted: () -> Bool = { false }) -> End {
    var ends: [Int32] = [-1, -1]
    guard let make = LateBoundCall.pipe2, make(&ends, O_CLOEXEC) == 0 else {
      return .notStarted("no pipe can be made: \(String(cString: strerror(errno)))")
    }
    defer { ends.forEach { close($0) } }
    do throws(Errno) {
      let pid = try GroupLeader.spawn(
        ["/bin/sh", "-c", Self.script, log] + words, environment: environment, streams: [(ends[0], 3)])
      return end(of: pid, by: .now + bound, unwanted)
    } catch {
      return .notStarted("\(words[0]) can't be started: \(error)")
    }
  }

  private func end(of pid: pid_t, by deadline: ContinuousClock.Instant, _ unwanted: () -> Bool) -> End {
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      let isUnwanted = unwanted()
      guard !isUnwanted, ContinuousClock.now < deadline else {
        kill(-pid, SIGKILL)
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return isUnwanted ? .unwanted : .tookTooLong
      }
      usleep(Self.pollInterval)
    }
    // What it started may live on in its group.
    kill(-pid, SIGKILL)
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  /// The last lines that it printed, for a message.
  package func lastWords(lines: Int = 3) -> String {
    guard let handle = FileHandle(forReadingAtPath: log) else { return "" }
    do {
      let size = try handle.seekToEnd()
      try handle.seek(toOffset: size > 4_096 ? size - 4_096 : 0)
      let text = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).suffix(lines).joined(separator: "\n")
    } catch {
      return ""
    }
  }
}
