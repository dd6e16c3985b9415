package import RunCore
internal import Synchronization

/// The one way into a run: events queue here in the order in which they come, and are taken out in batches.
package final class EventIntake: Sendable {
  private struct State {
    var events: [RunEvent] = []
    var isTold = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  package init() {}

  package func put(_ event: RunEvent) {
    resume { $0.events.append(event) }
  }

  /// Tells the driver to let go of the run and leave its jobs running.
  package func leave() {
    resume { $0.isTold = true }
  }

  private func resume(after change: (inout State) -> Void) {
    let waiter = state.withLock { state in
      change(&state)
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Whether nothing has come that was not taken.
  var isEmpty: Bool { state.withLock { $0.events.isEmpty && !$0.isTold } }

  /// Waits for events and takes all that have come; nil once the driver is told to leave.
  func next() async -> [RunEvent]? {
    while true {
      if let batch = take() { return batch.isTold ? nil : batch.events }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if state.isTold || !state.events.isEmpty { return true }
          state.waiter = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    }
  }

  private func take() -> (events: [RunEvent], isTold: Bool)? {
    state.withLock { state in
      guard state.isTold || !state.events.isEmpty else { return nil }
      defer { state.events = [] }
      return (state.events, state.isTold)
    }
  }
}
