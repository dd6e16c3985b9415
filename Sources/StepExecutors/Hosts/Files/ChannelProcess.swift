internal import Foundation
internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// One process that moves bytes: a further channel to a host, or a tool of this machine.
final class ChannelProcess: Sendable {
  struct End: Sendable {
    /// Above 128 for one that a signal ended.
    var status: Int32
    /// What it printed, where that was not sent elsewhere.
    var output: [UInt8]
    var errors: [UInt8]
  }

  private struct State {
    var pid: Int32 = 0
    var isKilled = false
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let task: Mutex<Task<End, Never>?> = Mutex(nil)

  /// Takes its two streams, which it closes; without an input it reads nothing, without an output that is kept.
  init(
    _ command: [String], in folder: String? = nil, input: Int32? = nil, output: Int32? = nil,
    onOutput: (@Sendable (ArraySlice<UInt8>) -> Void)? = nil
  ) throws(TransferFailure) {
    let ends: (input: Int32, output: Pipe?, errors: Pipe)
    do {
      ends = (
        try input ?? systemCall { open("/dev/null", O_RDONLY | O_CLOEXEC) }, output == nil ? try Pipe.make() : nil,
        try Pipe.make()
      )
    } catch {
      throw .problem("no pipe can be made: \(error)")
    }
    let outputEnd = output ?? ends.output?.write ?? -1
    // Neither Ctrl-C nor a question reaches the terminal.
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
      workingDirectory: folder.map { FilePath($0) }, platformOptions: options)
    let printed = Self.collect(ends.output?.read, atMost: 1 << 28, onOutput)
    let complaints = Self.collect(ends.errors.read, atMost: 1 << 18, nil)
    let run = Task { [self] in
      var end = End(status: 127, output: [], errors: [])
      do {
        let result = try await Subprocess.run(
          configuration, input: .fileDescriptor(FileDescriptor(rawValue: ends.input), closeAfterSpawningProcess: true),
          output: .fileDescriptor(FileDescriptor(rawValue: outputEnd), closeAfterSpawningProcess: true),
          error: .fileDescriptor(FileDescriptor(rawValue: ends.errors.write), closeAfterSpawningProcess: true)
        ) { execution in
          begin(execution.processIdentifier.value)
        }
        end.status = Self.status(result.terminationStatus)
      } catch {
        end.errors = Array("\(command[0]) can't be started: \(error)\n".utf8)
      }
      state.withLock { $0.hasEnded = true }
      end.output = await printed.value
      end.errors += await complaints.value
      return end
    }
    task.withLock { $0 = run }
  }

  private func begin(_ pid: Int32) {
    let isKilled = state.withLock { state in
      state.pid = pid
      return state.isKilled
    }
    if isKilled { kill() }
  }

  /// Ends the process at once; what it reached on a host loses its streams.
  func kill() {
    state.withLock { state in
      state.isKilled = true
      if state.pid > 0, !state.hasEnded { _ = Glibc.kill(state.pid, SIGKILL) }
    }
  }

  /// What came of it, once it is gone.
  func ended() async -> End {
    guard let task = task.withLock({ $0 }) else { return End(status: 127, output: [], errors: []) }
    return await task.value
  }

  private static func status(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }

  /// Reads a stream on a thread of its own, keeps so much of it, and hands over what comes.
  private static func collect(
    _ file: Int32?, atMost limit: Int, _ take: (@Sendable (ArraySlice<UInt8>) -> Void)?
  ) -> Task<[UInt8], Never> {
    guard let file else { return Task { [] } }
    let (stream, feed) = AsyncStream<[UInt8]>.makeStream()
    Thread.detachNewThread {
      var bytes: [UInt8] = []
      DescriptorReader.read(file) { part in
        if let take { take(part) } else if bytes.count + part.count <= limit { bytes += part }
      }
      feed.yield(bytes)
      feed.finish()
    }
    return Task {
      for await bytes in stream { return bytes }
      return []
    }
  }
}
