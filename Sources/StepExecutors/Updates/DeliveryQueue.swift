internal import RunCore
internal import RunbookModel
internal import Synchronization

/// The messages that wait for one channel, the oldest first, and never more than so many.
final class DeliveryQueue: Sendable {
  private struct State {
    var waiting: [UpdateMessage] = []
    /// Whether one is being delivered now.
    var isDelivering = false
    /// No further pauses are made, and no further messages come.
    var isClosing = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  private let most: Int

  init(most: Int) { self.most = most }

  var isIdle: Bool { state.withLock { $0.waiting.isEmpty && !$0.isDelivering } }
  var isClosing: Bool { state.withLock { $0.isClosing } }

  /// Takes a message in; gives those that had to make room: regular ones first, the oldest of each.
  func put(_ message: UpdateMessage) -> [UpdateMessage] {
    let (left, waiter) = state.withLock { state -> ([UpdateMessage], CheckedContinuation<Void, Never>?) in
      state.waiting.append(message)
      var left: [UpdateMessage] = []
      while state.waiting.count > most {
        left.append(state.waiting.remove(at: state.waiting.firstIndex(where: \.isRegular) ?? 0))
      }
      defer { state.waiter = nil }
      return (left, state.waiter)
    }
    waiter?.resume()
    return left
  }

  /// Nothing more will be put; whoever waits for a message gets none once all are taken.
  func close() {
    let waiter = state.withLock { state in
      state.isClosing = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// The oldest message, once there is one; nil when none will come any more. For one caller.
  func next() async -> UpdateMessage? {
    while true {
      let (message, isOver) = state.withLock { state -> (UpdateMessage?, Bool) in
        state.isDelivering = !state.waiting.isEmpty
        return state.waiting.isEmpty ? (nil, state.isClosing) : (state.waiting.removeFirst(), false)
      }
      if message != nil || isOver { return message }
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let isReady = state.withLock { state in
          if !state.waiting.isEmpty || state.isClosing { return true }
          state.waiter = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    }
  }
}
