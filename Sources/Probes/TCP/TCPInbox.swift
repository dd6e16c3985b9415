internal import Expressions
internal import NIOCore
internal import Synchronization

/// What came over a connection so far.
final class TCPInbox: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isCut = false
    /// Nothing that comes later counts.
    var isSettled = false
    var certificateDays: Int?
    /// How long it took until enough had come.
    var elapsed: Duration?
  }

  private let state = Mutex(State())

  func take(_ chunk: ByteBuffer) {
    state.withLock { state in
      guard !state.isSettled else { return }
      let room = ProbeAnswer.mostRead - state.bytes.count
      state.bytes.append(contentsOf: chunk.readableBytesView.prefix(room))
      if chunk.readableBytes > room { state.isCut = true }
    }
  }

  /// The first end counts.
  func end(after elapsed: Duration) { state.withLock { $0.elapsed = $0.elapsed ?? elapsed } }

  func settle() { state.withLock { $0.isSettled = true } }

  var isSettled: Bool { state.withLock { $0.isSettled } }
  var isFull: Bool { state.withLock { $0.isCut } }
  var isEmpty: Bool { state.withLock { $0.bytes.isEmpty } }
  var count: Int { state.withLock { $0.bytes.count } }

  var certificateDays: Int? {
    get { state.withLock { $0.certificateDays } }
    set { state.withLock { $0.certificateDays = newValue } }
  }

  func observation(elapsed: Duration) -> Observation {
    state.withLock { state in
      Observation(
        output: String(decoding: state.bytes, as: UTF8.self), outputIsCut: state.isCut,
        certificateDays: state.certificateDays, elapsed: state.elapsed ?? elapsed)
    }
  }
}
