internal import Expressions
internal import RunbookModel

/// Asks name servers, and says what they answered.
package enum DNSClient {
  /// Several servers are asked side by side, and all must give the same answers; of this machine's own the first that
  /// answers counts.
  ///
  /// Where it isn't direct, it asks over TCP through the route. No answer at all, and answers that differ, are problems.
  package static func ask(
    _ question: DNSQuestion, route: any ProbeRoute, isDirect: Bool, bound: ProbeBound
  ) async throws(ProbeProblem) -> ProbeAnswer {
    let message = try DNSMessage(question)
    let started = ContinuousClock.now
    let replies: [ServerReply]
    if !question.servers.isEmpty {
      replies = try await all(question.servers, message, route, isDirect, bound)
    } else if isDirect {
      replies = [try await first(of: DNSAddress.ofThisMachine(), message, bound)]
    } else {
      throw .couldNotAsk("a `dns` step with `on` needs `servers`, because its host's own are not known here")
    }
    let answers = try agreed(replies)
    if let limit = question.ttlAtMost { try judge(replies, limit) }
    let observation = Observation(output: answers.map { $0 + "\n" }.joined(), elapsed: .now - started)
    return ProbeAnswer(observation, transcript: replies.map(\.transcript).joined())
  }

  /// What one server answered, and what that comes to.
  private struct ServerReply: Sendable {
    let server: String
    let chain: DNSChain
    let finding: DNSFinding

    init(_ server: String, _ reply: DNSReply, to message: DNSMessage) {
      self.server = server
      chain = DNSChain(reply, to: message)
      finding = DNSFinding(reply, to: message, chain: chain)
    }

    var transcript: String {
      let lines = (chain.aliases + chain.records).map { "\(server): \($0.text)\n" }.joined()
      return lines.isEmpty ? "\(server): \(finding.words)\n" : lines
    }
  }

  // MARK: - Whom to ask

  private static func all(
    _ texts: [String], _ message: DNSMessage, _ route: any ProbeRoute, _ isDirect: Bool, _ bound: ProbeBound
  ) async throws(ProbeProblem) -> [ServerReply] {
    var servers: [DNSServer] = []
    for text in texts {
      guard let server = DNSServer(text) else {
        throw .couldNotAsk("\"\(text)\" is no name server; write 10.0.0.53, 10.0.0.53:5353, [::1]:53 or a name")
      }
      if !servers.contains(server) { servers.append(server) }
    }
    let asked = servers
    let results = await withTaskGroup(of: (Int, Result<ServerReply, ProbeProblem>).self) { group in
      for (number, server) in asked.enumerated() {
        group.addTask { (number, await result(server, message, route, isDirect, bound)) }
      }
      var results: [Int: Result<ServerReply, ProbeProblem>] = [:]
      for await (number, result) in group { results[number] = result }
      return asked.indices.compactMap { results[$0] }
    }
    return try whole(results)
  }

  private static func result(
    _ server: DNSServer, _ message: DNSMessage, _ route: any ProbeRoute, _ isDirect: Bool, _ bound: ProbeBound
  ) async -> Result<ServerReply, ProbeProblem> {
    do throws(ProbeProblem) {
      let entrance = try await route.entrance(to: server.host, Int(server.port))
      guard let port = UInt16(exactly: entrance.port) else { throw .couldNotAsk("\(entrance.port) is no port") }
      let addresses = try await DNSAddress.of(entrance.host, port, bound)
      guard let address = addresses.first else { throw .couldNotAsk("\(server.text) has no address") }
      let exchange = DNSExchange(message: message, server: server.text, bound: bound)
      let reply = try await exchange.answer(from: address, overTCP: !isDirect)
      return .success(ServerReply(server.text, reply, to: message))
    } catch {
      return .failure(error)
    }
  }

  /// All replies, or the problems of those who gave none; what could not even be asked says most, silence least.
  private static func whole(_ results: [Result<ServerReply, ProbeProblem>]) throws(ProbeProblem) -> [ServerReply] {
    var replies: [ServerReply] = []
    var (unasked, failed, silent) = ([String](), [String](), [String]())
    for result in results {
      switch result {
      case .success(let reply): replies.append(reply)
      case .failure(.cancelled): throw .cancelled
      case .failure(.couldNotAsk(let words)): unasked.append(words)
      case .failure(.failed(let words)): failed.append(words)
      case .failure(.timedOut(let words)): silent.append(words)
      }
    }
    let words = (unasked + failed + silent).joined(separator: "\n")
    if !unasked.isEmpty { throw .couldNotAsk(words) }
    if !silent.isEmpty { throw .timedOut(words) }
    if !failed.isEmpty { throw .failed(words) }
    return replies
  }

  /// As the system's resolver does: the next one is asked when a server is silent or has nothing to say.
  private static func first(
    of addresses: [DNSAddress], _ message: DNSMessage, _ bound: ProbeBound
  ) async throws(ProbeProblem) -> ServerReply {
    var results: [Result<ServerReply, ProbeProblem>] = []
    for (number, address) in addresses.enumerated() {
      let share = (bound.deadline - .now) / (addresses.count - number)
      let exchange = DNSExchange(
        message: message, server: address.text,
        bound: ProbeBound(deadline: .now + share, isCancelled: bound.isCancelled))
      do throws(ProbeProblem) {
        let reply = try await exchange.answer(from: address, overTCP: false)
        results.append(.success(ServerReply(address.text, reply, to: message)))
        if [0, 3].contains(reply.code) { break }
      } catch {
        if error == .cancelled { throw error }
        results.append(.failure(error))
      }
    }
    if case .success(let reply) = results.last { return reply }
    let replies = try whole(results)
    guard let reply = replies.last else {
      throw .couldNotAsk("/etc/resolv.conf names no server; name them in `servers`")
    }
    return reply
  }

  // MARK: - What they say

  private static func agreed(_ replies: [ServerReply]) throws(ProbeProblem) -> [String] {
    guard let first = replies.first else { throw .couldNotAsk("no name server was asked") }
    guard replies.allSatisfy({ $0.finding == first.finding }) else {
      throw .failed(
        "the name servers differ:\n" + replies.map { "\($0.server): \($0.finding.words)" }.joined(separator: "\n"))
    }
    switch first.finding {
    case .answers(let answers): return answers
    case .none(let words): throw .failed("\(replies.map(\.server).joined(separator: " and ")): \(words)")
    }
  }

  private static func judge(_ replies: [ServerReply], _ limit: Duration) throws(ProbeProblem) {
    for reply in replies where .seconds(reply.chain.longestSeconds) > limit {
      throw .failed(
        """
        the answer of \(reply.server) may be kept for \(reply.chain.longestSeconds) s, at most \
        \(limit.components.seconds) s are allowed (lower it before a cutover)
        """)
    }
  }
}
