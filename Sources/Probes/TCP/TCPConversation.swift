package import Expressions
internal import NIOCore

/// A TCP connection: what is sent, and what must come back.
package struct TCPConversation: Sendable {
  package struct TLS: Hashable, Sendable {
    /// The name that the certificate must have.
    package var serverName: String
    package var trust: Trust

    package init(serverName: String, trust: Trust) {
      self.serverName = serverName
      self.trust = trust
    }
  }

  package var host: String
  package var port: Int
  package var send: String?
  package var tls: TLS?
  /// Says of what came so far whether it is enough; without it nothing is read.
  package var isEnough: (@Sendable (Observation) async -> Bool)?

  package init(host: String, port: Int, send: String? = nil, tls: TLS? = nil) {
    self.host = host
    self.port = port
    self.send = send
    self.tls = tls
  }

  private var place: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// Ends when enough came, when the other side closed, when too much came, or when the time is over.
  package func ask(
    route: any ProbeRoute, bound: ProbeBound, transcript: ProbeTranscript
  ) async throws(ProbeProblem) -> ProbeAnswer {
    let stage = ProbeStage()
    let inbox = TCPInbox()
    let began = ContinuousClock.now
    let result: Result<ProbeAnswer, ProbeProblem>
    do throws(ProbeProblem) {
      result = .success(
        try await bound.hold(stage) { () async throws(ProbeProblem) in
          try await converse(Setting(route: route, bound: bound, stage: stage, transcript: transcript), inbox)
        })
    } catch {
      // What came is judged all the same: a server that says the wrong thing need not hang up.
      if case .timedOut = error, !inbox.isEmpty {
        var answer = ProbeAnswer(inbox.observation(elapsed: began.duration(to: .now)), transcript: "")
        answer.note = "\(place) said no more, and kept the connection open until the time was over"
        result = .success(answer)
      } else {
        result = .failure(error)
      }
    }
    let seen = inbox.observation(elapsed: .zero)
    if isEnough != nil { transcript.tell("*", ["\(inbox.count) bytes came"]) }
    transcript.tell(content: seen.output, isCut: seen.outputIsCut)
    return try result.get()
  }

  private struct Setting: Sendable {
    let route: any ProbeRoute
    let bound: ProbeBound
    let stage: ProbeStage
    let transcript: ProbeTranscript
  }

  private func converse(_ setting: Setting, _ inbox: TCPInbox) async throws(ProbeProblem) -> ProbeAnswer {
    setting.stage.begin(place, missing: "no connection")
    let entrance = try await setting.route.entrance(to: host, port)
    let started = ContinuousClock.now
    let dialer = Dialer(place: place, host: host, entrance: entrance, stage: setting.stage, bound: setting.bound)
    let connection: Dialer.Connection
    if let tls {
      let (secured, certificate) = try await dialer.secure(tls.serverName, tls.trust)
      connection = secured
      inbox.certificateDays = certificate.daysLeft(now: DayText.now())
    } else {
      connection = try await dialer.plain()
    }
    setting.transcript.tell("*", ["connected to \(place)" + (tls.map { ", with TLS as \($0.serverName)" } ?? "")])
    do {
      try await connection.executeThenClose { inbound, outbound in
        if let send {
          try await outbound.write(ByteBuffer(string: send))
          setting.transcript.tell(">", send.split(whereSeparator: \.isNewline).map(String.init))
          setting.stage.reach("sent \(send.utf8.count) bytes", missing: "nothing came back")
        } else {
          setting.stage.wait(for: "nothing came")
        }
        if let isEnough { try await read(inbound, into: inbox, until: isEnough, since: started) }
        // Closing takes its own time.
        inbox.end(after: started.duration(to: .now))
      }
    } catch {
      try judge(error, inbox)
    }
    inbox.end(after: started.duration(to: .now))
    return ProbeAnswer(inbox.observation(elapsed: .zero), transcript: "")
  }

  /// Reads while somebody else looks at what came, so that a flood of small pieces isn't looked at one by one.
  private func read(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, into inbox: TCPInbox,
    until isEnough: @escaping @Sendable (Observation) async -> Bool, since started: ContinuousClock.Instant
  ) async throws {
    let (news, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup { group in
      group.addTask {
        defer { bell.finish() }
        for try await chunk in inbound {
          inbox.take(chunk)
          bell.yield()
          if inbox.isFull { return }
        }
      }
      for await _ in news where await isEnough(inbox.observation(elapsed: started.duration(to: .now))) {
        group.cancelAll()
        inbox.settle()
        return
      }
      try await group.waitForAll()
    }
  }

  private func judge(_ error: any Error, _ inbox: TCPInbox) throws(ProbeProblem) {
    if inbox.isSettled || NetworkFault.isEnd(error) { return }
    if error is CancellationError { throw .cancelled }
    let came = inbox.isEmpty ? "before anything came" : "after \(inbox.count) bytes"
    if NetworkFault.isReset(error) { throw .failed("\(place) reset the connection \(came)") }
    throw .failed("the connection to \(place) broke \(came): \(error)")
  }
}
