internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NIOTLS

/// Makes connections, with TLS where it is wanted.
struct Dialer: Sendable {
  /// Whom it dials, as a person knows it: `host:port`.
  let place: String
  /// The host that a person knows.
  let host: String
  let entrance: ProbeEntrance
  let stage: ProbeStage
  let bound: ProbeBound

  typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// The other side closed the connection before TLS was agreed.
  struct HungUp: Error {}

  /// How TLS is spoken.
  enum TLS: Sendable {
    /// The certificate must be good for the name.
    case verified(name: String, Trust)
    /// Whatever certificate is shown is looked at.
    case look(name: String)

    var name: String {
      switch self {
      case .verified(let name, _), .look(let name): name
      }
    }
  }

  /// A connection over which nothing was sent yet.
  func plain() async throws(ProbeProblem) -> Connection { try await connect(handshake: nil) }

  /// A connection over TLS, and the certificate that was shown; one that is not good ends in words that say why.
  func secure(_ name: String, _ trust: Trust) async throws(ProbeProblem) -> (Connection, ShownCertificate) {
    do throws(HandshakeFailure) {
      return try await secure(.verified(name: name, trust))
    } catch {
      switch error {
      case .problem(let problem): throw problem
      case .certificate: throw await explained(name)
      }
    }
  }

  /// The certificate that the server shows, believed or not.
  func certificate(_ name: String) async throws(ProbeProblem) -> ShownCertificate {
    do throws(HandshakeFailure) {
      let (connection, certificate) = try await secure(.look(name: name))
      Self.drop(connection)
      return certificate
    } catch {
      switch error {
      case .problem(let problem): throw problem
      case .certificate: throw .failed("\(place) shows no certificate that can be read")
      }
    }
  }

  /// Closes a connection that nobody uses; it must be held until it is closed, and nobody waits for that.
  static func drop(_ connection: Connection) {
    Task {
      do { try await connection.executeThenClose { _, _ in } } catch {
        // It is closed, which is all that was wanted.
      }
    }
  }

  /// Why the certificate is not believed.
  private func explained(_ name: String) async -> ProbeProblem {
    let shown: ShownCertificate
    do throws(ProbeProblem) { shown = try await certificate(name) } catch { return error }
    return .failed(shown.fault(for: name, now: DayText.now()) ?? shown.distrust(of: name))
  }

  private enum HandshakeFailure: Error {
    case problem(ProbeProblem)
    case certificate
  }

  private func secure(_ tls: TLS) async throws(HandshakeFailure) -> (Connection, ShownCertificate) {
    let context: NIOSSLContext
    do throws(ProbeProblem) { context = try Self.context(tls) } catch { throw .problem(error) }
    let handshake = Handshake(tls: tls, context: context)
    let connection: Connection
    do throws(ProbeProblem) { connection = try await connect(handshake: handshake) } catch { throw .problem(error) }
    do {
      let leaf = try await withTaskCancellationHandler {
        try await handshake.outcome(on: connection.channel)
      } onCancel: {
        connection.channel.close(promise: nil)
      }
      guard let leaf else { throw HandshakeFailure.certificate }
      let shown = ShownCertificate(leaf)
      // NIOSSL holds an address against the one that was dialled, which need not be the server's own.
      if case .verified(let name, _) = tls, let fault = shown.fault(for: name, now: DayText.now()) {
        throw HandshakeFailure.problem(.failed(fault))
      }
      stage.reach("TLS agreed", missing: "nothing more")
      return (connection, shown)
    } catch {
      Self.drop(connection)
      if let error = error as? HandshakeFailure { throw error }
      guard let problem = NetworkFault.handshake(error, with: place) else { throw .certificate }
      throw .problem(problem)
    }
  }

  /// How addresses are verified is said above.
  private static func context(_ tls: TLS) throws(ProbeProblem) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if case .verified(let name, let trust) = tls {
      configuration = try trust.configuration()
      // A server that gives no answer to a good-bye is not waited for.
      configuration.shutdownTimeout = .milliseconds(200)
      if IPAddressText.isAddress(name) { configuration.certificateVerification = .noHostnameVerification }
    }
    do { return try NIOSSLContext(configuration: configuration) } catch {
      throw .couldNotAsk("TLS can't be set up: \(error)")
    }
  }

  private func connect(handshake: Handshake?) async throws(ProbeProblem) -> Connection {
    stage.begin(place, missing: "no connection")
    do {
      let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(.nanoseconds(bound.remaining.nanosecondsToWait))
        .connect(host: entrance.host, port: entrance.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            if let handshake { try handshake.join(channel) }
            return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
      stage.reach("connected", missing: handshake == nil ? "nothing more" : "the TLS handshake did not end")
      return connection
    } catch {
      throw NetworkFault.connecting(error, to: place, host: host)
    }
  }
}

extension Duration {
  /// A little more than is left, so that it is never this that ends a probe.
  var nanosecondsToWait: Int64 {
    let parts = components
    return (parts.seconds + 2) * 1_000_000_000 + parts.attoseconds / 1_000_000_000
  }
}
