internal import Glibc
internal import RunbookModel
internal import SystemPackage

/// A program that takes a message on its standard input and passes it on.
///
/// It leads a group of its own, and a watcher in that group reads from a pipe whose other end only this process has:
/// when the pipe closes, because the program was waited for or this process is gone, however, the group is killed.
struct MessageProgram: Sendable {
  let words: [String]
  let folder: String
  let environment: [String: String]
  /// How long it may take.
  let bound: Duration

  private static let script =
    #"exec >/dev/null 2>&1; (read -r nothing; kill -s KILL -- "-$$") <&3 3<&- & exec 3<&-; cd "$0" && exec "$@""#
  private static let pollInterval = Duration.milliseconds(20)

  /// Returns when it has taken the message; a status among `lastingFaults` is a fault that a further try won't mend.
  func run(input: [UInt8], lastingFaults: Set<Int32>) async throws(DeliveryProblem) {
    let message = try MessagePipe(holding: input)
    defer { message.close() }
    let lifeline = try MessagePipe(holding: nil)
    defer { lifeline.close() }
    let pid = try spawn(input: message.reading, lifeline: lifeline.reading)
    message.close()
    let name = PathText.name(of: words[0])
    guard let status = await end(of: pid) else {
      throw DeliveryProblem(words: "\(name) took longer than \(bound.roundedText) and was killed")
    }
    let signal = status & 0x7f
    guard signal == 0 else { throw DeliveryProblem(words: "\(name) was ended by signal \(signal)") }
    let exit = (status >> 8) & 0xff
    guard exit != 0 else { return }
    throw DeliveryProblem(words: "\(name) ended with status \(exit)", isFinal: lastingFaults.contains(exit))
  }

  /// How it ended; nil where it took too long, or nobody waits any more, and so it was killed.
  private func end(of pid: pid_t) async -> Int32? {
    let deadline = ContinuousClock.now + bound
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      guard !Task.isCancelled, ContinuousClock.now < deadline else {
        kill(-pid, SIGKILL)
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return nil
      }
      do { try await Task.sleep(for: Self.pollInterval) } catch { continue }
    }
    return status
  }

  private func spawn(input: Int32, lifeline: Int32) throws(DeliveryProblem) -> pid_t {
    do throws(Errno) {
      return try GroupLeader.spawn(
        ["/bin/sh", "-c", Self.script, folder] + words, environment: environment,
        streams: [(input, 0), (lifeline, 3)])
    } catch {
      throw DeliveryProblem(words: "\(words[0]) can't be started: \(error)")
    }
  }
}

/// A pipe with what it holds from the start; it is small enough to be written before anybody reads.
private final class MessagePipe {
  let reading: Int32
  private var writing: Int32
  private var isOpen = true

  /// What is given is written and the writing end closed; with nil it stays open.
  init(holding bytes: [UInt8]?) throws(DeliveryProblem) {
    var ends: [Int32] = [-1, -1]
    guard let make = LateBoundCall.pipe2, make(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else {
      throw DeliveryProblem(words: "no pipe can be made: \(String(cString: strerror(errno)))")
    }
    (reading, writing) = (ends[0], ends[1])
    // Who reads expects to wait for what comes.
    _ = fcntl(reading, F_SETFL, 0)
    guard let bytes else { return }
    let written = bytes.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
    guard written == bytes.count else {
      close()
      throw DeliveryProblem(words: "the message doesn't fit into a pipe")
    }
    Glibc.close(writing)
    writing = -1
  }

  /// The second call changes nothing.
  func close() {
    guard isOpen else { return }
    isOpen = false
    Glibc.close(reading)
    if writing >= 0 { Glibc.close(writing) }
  }
}
