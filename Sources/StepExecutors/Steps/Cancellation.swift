internal import Synchronization

/// A word to end early, for work that is done outside of any task.
final class Cancellation: Sendable {
  private let flag = Atomic(false)

  func cancel() { flag.store(true, ordering: .releasing) }

  var isCancelled: Bool { flag.load(ordering: .acquiring) }
}
