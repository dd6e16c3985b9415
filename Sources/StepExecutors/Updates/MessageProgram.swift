internal import Glibc
internal import RunbookModel

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
    #"(read -r nothing; kill -s KILL -- "-$$") <&3 3<&- >/dev/null 2>&1 & exec 3<&-; cd "$0" && exec "$@""#
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
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, lifeline, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let command = (["/bin/sh", "-c", Self.script, folder] + words).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (command + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let fault = posix_spawn(&pid, "/bin/sh", &actions, &attributes, command, variables)
    guard fault == 0 else {
      throw DeliveryProblem(words: "\(words[0]) can't be started: \(String(cString: strerror(fault)))")
    }
    return pid
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
