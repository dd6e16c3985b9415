internal import AsyncHTTPClient
internal import Expressions
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// One request and its answer, over a connection of its own.
struct HTTPExchange: Sendable {
  struct Request: Sendable {
    var method: String
    var url: ProbeURL
    /// The address as it may be told.
    var shownURL: String
    var headers: [Observation.Header]
    var body: String?
  }

  struct Answer: Sendable {
    var status: Int
    var reason: String
    var headers: [Observation.Header]
    /// Decoded with replacement characters where it isn't UTF-8.
    var text: String
    var bytes: Int
    var isCut: Bool
    var firstByte: Duration
    var elapsed: Duration
  }

  let request: Request
  /// Who is asked, as a person knows it: `host:port`.
  let place: String
  let host: String
  let entrance: ProbeEntrance
  let trust: Trust
  /// What the server showed a moment ago; nil without TLS.
  let certificate: ShownCertificate?
  let stage: ProbeStage
  let bound: ProbeBound

  func answer() async throws(ProbeProblem) -> Answer {
    stage.begin(place, missing: request.url.isSecure ? "no connection with TLS" : "no connection")
    let watch = ExchangeWatch(stage: stage)
    let client = HTTPClient(
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: try configuration(watch))
    // What is still open goes with the client; nobody has to wait for that.
    defer { Task { await Self.end(client) } }
    do {
      return try await self.answer(of: client, watch)
    } catch {
      throw problem(error, watch)
    }
  }

  private static func end(_ client: HTTPClient) async {
    do { try await client.shutdown() } catch {
      // It is ended once only, here; what it still held is gone either way.
    }
  }

  private func configuration(_ watch: ExchangeWatch) throws(ProbeProblem) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .nanoseconds(bound.remaining.nanosecondsToWait)
    configuration.connectionPool.retryConnectionEstablishment = false
    // The name stays that of the address, for TLS and for the header Host; the connection goes to the entrance.
    for name in [request.url.host, request.url.bracketedHost] { configuration.dnsOverride[name] = entrance.host }
    var mustCover: String?
    if request.url.isSecure {
      var tls = try trust.configuration()
      if IPAddressText.isAddress(request.url.host) {
        // NIOSSL would hold the certificate against the entrance's address; ours is looked at below.
        tls.certificateVerification = .noHostnameVerification
        mustCover = request.url.host
      }
      configuration.tlsConfiguration = tls
    }
    configuration.http1_1ConnectionDebugInitializer = { [mustCover] channel in watch.join(channel, mustCover: mustCover)
    }
    return configuration
  }

  private func answer(of client: HTTPClient, _ watch: ExchangeWatch) async throws -> Answer {
    let scheme = request.url.isSecure ? "https" : "http"
    var sent = HTTPClientRequest(
      url: "\(scheme)://\(request.url.bracketedHost):\(entrance.port)\(request.url.target)")
    sent.method = HTTPMethod(rawValue: request.method)
    sent.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    sent.body = request.body.map { .bytes(ByteBuffer(string: $0)) }
    let started = ContinuousClock.now
    watch.begin(started)
    // Who ends it too late is the bound.
    let response = try await client.execute(sent, deadline: .distantFuture)
    stage.reach("status \(response.status.code) came", missing: "its body did not end")
    var bytes: [UInt8] = []
    var isCut = false
    for try await chunk in response.body {
      let room = ProbeAnswer.mostRead - bytes.count
      bytes.append(contentsOf: chunk.readableBytesView.prefix(room))
      stage.wait(for: "its body did not end (\(bytes.count) bytes of it came)")
      isCut = chunk.readableBytes > room
      if isCut { break }
    }
    let elapsed = started.duration(to: .now)
    return Answer(
      status: Int(response.status.code), reason: response.status.reasonPhrase,
      headers: response.headers.map { Observation.Header($0.name, $0.value) },
      text: String(decoding: bytes, as: UTF8.self), bytes: bytes.count, isCut: isCut,
      firstByte: watch.firstByte ?? elapsed, elapsed: elapsed)
  }

  // MARK: - What went wrong

  private func problem(_ error: any Error, _ watch: ExchangeWatch) -> ProbeProblem {
    if let error = error as? ProbeProblem { return error }
    if error is CancellationError || error as? HTTPClientError == .cancelled { return .cancelled }
    if !watch.isConnected { return connecting(error) }
    let came = watch.bytes == 0 ? "without an answer" : "in the middle of its answer, after \(watch.bytes) bytes"
    if let error = error as? HTTPParserError {
      return error == .headerOverflow
        ? .failed("\(place) sent a header that is too large to be one")
        : error == .invalidEOFState
          ? .failed("\(place) closed the connection \(came)")
          : .failed("the answer of \(place) is no HTTP that can be read: \(error)")
    }
    if NetworkFault.isReset(error) { return .failed("\(place) reset the connection \(came)") }
    if error as? HTTPClientError == .remoteConnectionClosed || NetworkFault.isEnd(error) {
      return .failed("\(place) closed the connection \(came)")
    }
    return .failed("\(place): the request came to nothing: \(error)")
  }

  private func connecting(_ error: any Error) -> ProbeProblem {
    if let error = error as? HTTPClientError {
      switch error {
      case .connectTimeout, .tlsHandshakeTimeout: return .timedOut("no connection to \(place)")
      case .remoteConnectionClosed: return .failed("\(place) closed the connection at once")
      default: return .couldNotAsk("\(request.shownURL) can't be asked: \(error)")
      }
    }
    guard request.url.isSecure, !(error is NIOConnectionError) else {
      return NetworkFault.connecting(error, to: place, host: host)
    }
    if let problem = NetworkFault.handshake(error, with: place) { return problem }
    let name = request.url.host
    let fault = certificate?.fault(for: name, now: DayText.now()) ?? certificate?.distrust(of: name)
    return .failed(fault ?? "nobody that is trusted here vouches for the certificate of \(name)")
  }
}
