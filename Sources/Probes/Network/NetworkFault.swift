internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// What errors of connections mean, in words that name who was asked.
enum NetworkFault {
  /// Of a connection that was not made.
  static func connecting(_ error: any Error, to place: String, host: String) -> ProbeProblem {
    guard let error = error as? NIOConnectionError else { return single(error, to: place) }
    if let first = error.connectionErrors.first {
      // Where a name has several addresses, one that refused says more than one that can't be reached.
      let telling = error.connectionErrors.first { code(of: $0.error) == ECONNREFUSED } ?? first
      return single(telling.error, to: place)
    }
    return .couldNotAsk("nobody here knows the host \(host)")
  }

  private static func single(_ error: any Error, to place: String) -> ProbeProblem {
    if let error = error as? ChannelError, case .connectTimeout = error {
      return .timedOut("no connection to \(place)")
    }
    // A name that could not be looked up comes as an error of the resolver.
    if "\(type(of: error))".contains("Resolver") || "\(error)".contains("unknown(host") {
      return .couldNotAsk("nobody here knows the host of \(place)")
    }
    switch code(of: error) {
    case ECONNREFUSED: return .failed("connection to \(place) refused")
    case EHOSTUNREACH, ENETUNREACH: return .failed("there is no way to \(place): \(text(code(of: error)))")
    case ETIMEDOUT: return .timedOut("no connection to \(place)")
    case ECONNRESET: return .failed("connection to \(place) reset at once")
    case let code?: return .failed("no connection to \(place): \(text(code))")
    case nil: return .failed("no connection to \(place): \(error)")
    }
  }

  /// Of a TLS handshake that came to nothing; nil where its certificate is to blame, which can be asked about.
  static func handshake(_ error: any Error, with place: String) -> ProbeProblem? {
    let words = "\(error)"
    if words.contains("CERTIFICATE_VERIFY_FAILED") || error as? NIOSSLExtraError == .failedToValidateHostname {
      return nil
    }
    if words.contains("WRONG_VERSION_NUMBER") || words.contains("UNKNOWN_PROTOCOL") || words.contains("HTTP_REQUEST") {
      return .failed("\(place) doesn't speak TLS")
    }
    if words.contains("UNSUPPORTED_PROTOCOL") || words.contains("PROTOCOL_VERSION") {
      return .failed("\(place) speaks only versions of TLS that nobody should trust any more")
    }
    if words.contains("HANDSHAKE_FAILURE") {
      return .failed("\(place) refused the TLS handshake: it may want a client certificate, or has none for this name")
    }
    if words.contains("UNRECOGNIZED_NAME") || words.contains("UNRECOGNISED_NAME") {
      return .failed("\(place) refused the TLS handshake: it has no certificate for this name")
    }
    if isEnd(error) { return .failed("\(place) closed the connection in the middle of the TLS handshake") }
    if code(of: error) == ECONNRESET {
      return .failed("\(place) reset the connection in the middle of the TLS handshake")
    }
    return .failed("the TLS handshake with \(place) failed: \(words.prefix(300))")
  }

  /// The other side hung up, in whichever way.
  static func isEnd(_ error: any Error) -> Bool {
    if let error = error as? NIOSSLError { return error == .uncleanShutdown }
    if let error = error as? ChannelError {
      return error == .eof || error == .alreadyClosed || error == .ioOnClosedChannel
    }
    return error is Dialer.HungUp
  }

  static func isReset(_ error: any Error) -> Bool {
    [ECONNRESET, EPIPE].contains(code(of: error) ?? 0)
  }

  static func code(of error: any Error) -> Int32? { (error as? IOError)?.errnoCode }

  private static func text(_ code: Int32?) -> String {
    code.map { String(cString: strerror($0)).lowercased() } ?? "no reason was given"
  }
}
