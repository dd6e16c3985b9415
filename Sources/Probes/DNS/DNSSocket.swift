internal import CResolv
internal import Glibc

/// A socket that waits no longer than it may; made and used on a thread that may be held up.
struct DNSSocket: ~Copyable {
  private let descriptor: Int32
  private let server: String
  private let deadline: ContinuousClock.Instant
  private let isCancelled: @Sendable () -> Bool

  /// Begins to connect; `server` is what messages call it.
  init(
    isStream: Bool, to address: DNSAddress, _ server: String, until deadline: ContinuousClock.Instant,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(ProbeProblem) {
    self.server = server
    self.deadline = deadline
    self.isCancelled = isCancelled
    let kind = isStream ? SOCK_STREAM : SOCK_DGRAM
    let flags = Int32(kind.rawValue | UInt32(SOCK_NONBLOCK.rawValue) | UInt32(SOCK_CLOEXEC.rawValue))
    descriptor = socket(address.family, flags, 0)
    guard descriptor >= 0 else { throw .couldNotAsk("no socket can be made: \(Self.words(errno))") }
    let problem = address.withSocketAddress { connect(descriptor, $0, $1) } == 0 ? 0 : errno
    if problem != 0, problem != EINPROGRESS { throw Self.problem(problem, server) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func send(_ bytes: [UInt8]) throws(ProbeProblem) {
    var done = 0
    while done < bytes.count {
      try wait(for: Int16(POLLOUT))
      let sent = bytes.withUnsafeBytes { rest in
        Glibc.send(descriptor, rest.baseAddress.map { $0 + done }, rest.count - done, Int32(MSG_NOSIGNAL))
      }
      let problem = errno
      if sent >= 0 {
        done += sent
      } else if problem != EAGAIN, problem != EINTR {
        throw Self.problem(problem, server)
      }
    }
  }

  /// What comes next, at most so much; empty at the end of a connection.
  func receive(atMost most: Int) throws(ProbeProblem) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: most)
    while true {
      try wait(for: Int16(POLLIN))
      let count = recv(descriptor, &buffer, most, 0)
      let problem = errno
      if count >= 0 { return Array(buffer[..<count]) }
      if problem != EAGAIN, problem != EINTR { throw Self.problem(problem, server) }
    }
  }

  /// All of so many bytes.
  func receive(_ count: Int) throws(ProbeProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try receive(atMost: count - bytes.count)
      guard !more.isEmpty else { throw .failed("the name server \(server) broke off in the middle of its answer") }
      bytes += more
    }
    return bytes
  }

  private func wait(for events: Int16) throws(ProbeProblem) {
    while true {
      if isCancelled() { throw .cancelled }
      let left = deadline - .now
      guard left > .zero else { throw .timedOut("the name server \(server) did not answer in time") }
      var look = pollfd(fd: descriptor, events: events, revents: 0)
      let milliseconds = left / Duration.milliseconds(1)
      if poll(&look, 1, Int32(max(1, min(50, milliseconds)))) > 0 { return }
    }
  }

  private static func problem(_ number: Int32, _ server: String) -> ProbeProblem {
    if number == ECONNREFUSED { return .failed("the name server \(server) refused: nothing listens there") }
    if number == ETIMEDOUT { return .timedOut("the name server \(server) did not answer in time") }
    return .failed("the name server \(server) can't be reached: \(words(number))")
  }

  private static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}
