internal import Dispatch

/// Sends one question to one server and waits for its answer, over UDP and then TCP, or over TCP alone.
///
/// The C library's own sending has no time limit over TCP and can't be ended, so this does it in its place.
struct DNSExchange: Sendable {
  let message: DNSMessage
  /// What messages call the server.
  let server: String
  let bound: ProbeBound

  static let longestTry = Duration.seconds(3)
  static let tries = 3

  /// Blocks a thread of its own, never the caller's.
  func answer(from address: DNSAddress, overTCP: Bool) async throws(ProbeProblem) -> DNSReply {
    let result = await withCheckedContinuation { continuation in
      DispatchQueue(label: "name server \(server)").async {
        continuation.resume(returning: self.result(address, overTCP))
      }
    }
    return try result.get()
  }

  private func result(_ address: DNSAddress, _ overTCP: Bool) -> Result<DNSReply, ProbeProblem> {
    do throws(ProbeProblem) {
      guard !overTCP else { return .success(try connected(address)) }
      let reply = try datagram(address)
      return .success(reply.isTruncated ? try connected(address) : reply)
    } catch {
      return .failure(error)
    }
  }

  private func deadline(_ limit: Duration) -> ContinuousClock.Instant { min(bound.deadline, .now + limit) }

  private func datagram(_ address: DNSAddress) throws(ProbeProblem) -> DNSReply {
    var strangers = 0
    for _ in 0..<Self.tries {
      let deadline = deadline(Self.longestTry)
      do throws(ProbeProblem) {
        let socket = try DNSSocket(isStream: false, to: address, server, until: deadline, bound.isCancelled)
        try socket.send(message.bytes)
        while true {
          if let reply = message.reply(try socket.receive(atMost: 65_535)) { return reply }
          strangers += 1
        }
      } catch {
        guard case .timedOut = error else { throw error }
      }
    }
    let noise = strangers == 0 ? "" : ": what came from it is no answer to the question"
    throw .timedOut("the name server \(server) did not answer in time\(noise)")
  }

  /// Has as long as all tries of the other way together, because it has but one.
  private func connected(_ address: DNSAddress) throws(ProbeProblem) -> DNSReply {
    let deadline = deadline(Self.longestTry * Self.tries)
    let socket = try DNSSocket(isStream: true, to: address, server, until: deadline, bound.isCancelled)
    let length = message.bytes.count
    try socket.send([UInt8(length >> 8), UInt8(length & 0xFF)] + message.bytes)
    let head = try socket.receive(2)
    let bytes = try socket.receive(Int(head[0]) << 8 | Int(head[1]))
    guard let reply = message.reply(bytes) else {
      throw .failed("the name server \(server) sent what is no answer to the question")
    }
    return reply
  }
}
