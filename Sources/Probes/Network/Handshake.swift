internal import NIOCore
internal import NIOSSL
internal import NIOTLS
internal import Synchronization

/// Takes part in a channel until its TLS handshake is over.
final class Handshake: Sendable {
  private let tls: Dialer.TLS
  private let context: NIOSSLContext
  private let promise = Mutex<EventLoopPromise<Void>?>(nil)
  private let leaf = Mutex<NIOSSLCertificate?>(nil)

  init(tls: Dialer.TLS, context: NIOSSLContext) {
    self.tls = tls
    self.context = context
  }

  /// Called on the channel's event loop.
  func join(_ channel: any Channel) throws {
    let promise = channel.eventLoop.makePromise(of: Void.self)
    self.promise.withLock { $0 = promise }
    let pipeline = channel.pipeline.syncOperations
    do {
      try pipeline.addHandler(try handler())
      try pipeline.addHandler(HandshakeListener(promise: promise))
    } catch {
      promise.fail(error)
      throw error
    }
  }

  private func handler() throws -> NIOSSLClientHandler {
    let name = IPAddressText.isAddress(tls.name) ? nil : tls.name
    switch tls {
    case .verified: return try NIOSSLClientHandler(context: context, serverHostname: name)
    case .look:
      return try NIOSSLClientHandler(context: context, serverHostname: name) { [self] shown, promise in
        leaf.withLock { $0 = shown.first }
        promise.succeed(.certificateVerified)
      }
    }
  }

  /// The certificate of the server, once the handshake is over.
  func outcome(on channel: any Channel) async throws -> NIOSSLCertificate? {
    let future = promise.withLock { $0?.futureResult }
    do {
      try await future?.get()
    } catch {
      // It may be over for another reason, such as a certificate that is asked of us; what was shown was seen.
      if case .look = tls, let seen = leaf.withLock({ $0 }) { return seen }
      throw error
    }
    if let seen = leaf.withLock({ $0 }) { return seen }
    return try await channel.nioSSL_peerCertificate().get()
  }
}

/// Hears the end of a handshake.
private final class HandshakeListener: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let promise: EventLoopPromise<Void>

  init(promise: EventLoopPromise<Void>) { self.promise = promise }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent { promise.succeed() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.fireErrorCaught(error)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.fail(Dialer.HungUp())
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { promise.fail(Dialer.HungUp()) }
}
