import Synchronization

/// Hands the pid of a spawned process over once, also to a task that was cancelled.
final class SpawnSignal: Sendable {
  private enum State {
    case empty
    case waiting(CheckedContinuation<Int32?, Never>)
    case sent(Int32?)
  }

  private let state = Mutex(State.empty)

  /// Takes the first word alone; nil says that there will be no process.
  func send(_ pid: Int32?) {
    let waiting = state.withLock { state -> CheckedContinuation<Int32?, Never>? in
      switch state {
      case .empty:
        state = .sent(pid)
        return nil
      case .waiting(let continuation):
        state = .sent(pid)
        return continuation
      case .sent: return nil
      }
    }
    waiting?.resume(returning: pid)
  }

  /// Waits for the word; for one caller.
  func receive() async -> Int32? {
    await withCheckedContinuation { continuation in
      let sent = state.withLock { state -> Int32?? in
        if case .sent(let pid) = state { return .some(pid) }
        state = .waiting(continuation)
        return nil
      }
      if let sent { continuation.resume(returning: sent) }
    }
  }
}
