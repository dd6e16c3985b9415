internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// Sees from within a connection how far an exchange has come.
final class ExchangeWatch: Sendable {
  private struct State {
    var started: ContinuousClock.Instant?
    var isConnected = false
    var hasSent = false
    var firstByte: Duration?
    var bytes = 0
  }

  private let state = Mutex(State())
  private let stage: ProbeStage

  init(stage: ProbeStage) { self.stage = stage }

  var isConnected: Bool { state.withLock { $0.isConnected } }
  /// From when the request began.
  var firstByte: Duration? { state.withLock { $0.firstByte } }
  /// How many came, header and all.
  var bytes: Int { state.withLock { $0.bytes } }

  func begin(_ started: ContinuousClock.Instant) { state.withLock { $0.started = started } }

  /// Called once the connection stands, TLS and all, and before the request goes out.
  func join(_ channel: any Channel, mustCover address: String?) -> EventLoopFuture<Void> {
    channel.eventLoop.submit { [self] in
      let pipeline = channel.pipeline.syncOperations
      let tls = try? pipeline.handler(type: NIOSSLClientHandler.self)
      if let address, let leaf = tls?.peerCertificate,
        let fault = ShownCertificate(leaf).fault(for: address, now: DayText.now())
      {
        channel.close(promise: nil)
        throw ProbeProblem.failed(fault)
      }
      try pipeline.addHandler(WatchHandler(watch: self), position: tls.map { .after($0) } ?? .first)
      state.withLock { $0.isConnected = true }
      stage.reach("connected", missing: "the request could not be sent")
    }
  }

  fileprivate func sent() {
    let isFirst = state.withLock { state in
      defer { state.hasSent = true }
      return !state.hasSent
    }
    if isFirst { stage.reach("sent the request", missing: "no answer") }
  }

  fileprivate func received(_ count: Int) {
    let isFirst = state.withLock { state in
      state.bytes += count
      guard state.firstByte == nil else { return false }
      state.firstByte = state.started?.duration(to: .now)
      return true
    }
    if isFirst { stage.reach("its answer began", missing: "its header did not end") }
  }
}

/// Stands where bytes are plain.
private final class WatchHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  private let watch: ExchangeWatch

  init(watch: ExchangeWatch) { self.watch = watch }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    watch.received(unwrapInboundIn(data).readableBytes)
    context.fireChannelRead(data)
  }

  func flush(context: ChannelHandlerContext) {
    watch.sent()
    context.flush()
  }
}
