internal import Dispatch
internal import Foundation
internal import Glibc
internal import RunEngine
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// The process through which a host's shell is reached: the `ssh` client, or one that elevates; its three streams are ours.
final class AgentProcess: Sendable {
  private struct State {
    var pid: Int32 = 0
    var ends: [CheckedContinuation<Void, Never>] = []
    var hasEnded = false
    var onLine: (@Sendable (Substring?) -> Void)?
    /// Lines that came before anybody listened; nil among them tells that no more will come.
    var early: [Substring?] = []
  }

  private let state = Mutex(State())
  private let input: PipeWriter
  let bulk = ByteStream()

  /// Spawns the command in a session of its own, so that neither Ctrl-C nor a question reaches the terminal.
  init(_ command: [String]) throws(HostProblem) {
    let (stdin, stdout, stderr): (Pipe, Pipe, Pipe)
    do {
      (stdin, stdout, stderr) = (try Pipe.make(), try Pipe.make(), try Pipe.make())
    } catch {
      throw .passing("no pipe can be made: \(error)")
    }
    input = PipeWriter(stdin.write)
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .name(command[0]), arguments: Arguments(Array(command.dropFirst())), platformOptions: options)
    Task { [self] in
      do {
        _ = try await Subprocess.run(
          configuration, input: .fileDescriptor(FileDescriptor(rawValue: stdin.read), closeAfterSpawningProcess: true),
          output: .fileDescriptor(FileDescriptor(rawValue: stdout.write), closeAfterSpawningProcess: true),
          error: .fileDescriptor(FileDescriptor(rawValue: stderr.write), closeAfterSpawningProcess: true)
        ) { execution in
          state.withLock { $0.pid = execution.processIdentifier.value }
        }
      } catch {
        bulk.add(Array("\(command[0]) can't be started: \(error)\n".utf8))
      }
      end()
    }
    readLines(stdout.read)
    bulk.fill(from: stderr.read)
  }

  /// Who takes the lines; nil comes last. Those that came before are handed over at once.
  var onLine: (@Sendable (Substring?) -> Void)? {
    get { state.withLock { $0.onLine } }
    set {
      let early = state.withLock { state in
        state.onLine = newValue
        defer { state.early = [] }
        return state.early
      }
      early.forEach { newValue?($0) }
    }
  }

  func write(_ text: String) { input.write(Array(text.utf8)) }

  /// So many bytes of the second stream; nil where it ends before.
  func bytes(_ count: Int) async -> [UInt8]? { await bulk.next(count) }

  /// Closes its input, which ends the shell behind it, and sees to it that the process goes.
  ///
  /// A job that goes on holds the connection open, so that the client would wait for it.
  func close() async {
    input.close()
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { [self] in kill() }
    await ended()
  }

  /// Ends the process at once; what it reached on the host goes on.
  func kill() {
    let pid = state.withLock { $0.hasEnded ? 0 : $0.pid }
    if pid > 0 { Glibc.kill(pid, SIGKILL) }
  }

  /// Returns when the process is gone.
  func ended() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.hasEnded { state.ends.append(continuation) }
        return state.hasEnded
      }
      if isOver { continuation.resume() }
    }
  }

  private func end() {
    input.close()
    let waiters = state.withLock { state in
      state.hasEnded = true
      defer { state.ends = [] }
      return state.ends
    }
    for waiter in waiters { waiter.resume() }
  }

  private func readLines(_ file: Int32) {
    Thread.detachNewThread { [self] in
      var lines = LineSplitter()
      DescriptorReader.read(file) { bytes in for line in lines.add(bytes) { tell(line) } }
      tell(nil)
    }
  }

  private func tell(_ line: Substring?) {
    let listener = state.withLock { state in
      if state.onLine == nil { state.early.append(line) }
      return state.onLine
    }
    listener?(line)
  }
}
