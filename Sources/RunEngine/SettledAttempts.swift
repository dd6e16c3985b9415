internal import RunCore
internal import Synchronization

/// Attempts whose outcomes are durable, so that what is left of their jobs can go.
///
/// It goes in batches: a thread that woke for each of them would take turns with the start of the step that comes next.
final class SettledAttempts: Sendable {
  private static let batch = 16

  private let executor: any StepExecutor
  private let waiting = Mutex<[AttemptID]>([])

  init(executor: any StepExecutor) { self.executor = executor }

  func add(_ attempts: [AttemptID]) {
    let isFull = waiting.withLock { waiting in
      waiting += attempts
      return waiting.count >= Self.batch
    }
    if isFull { forgetSoon() }
  }

  /// Elsewhere, because a disk may take its time for it.
  func forgetSoon() {
    let attempts = take()
    guard !attempts.isEmpty else { return }
    Task { [executor] in attempts.forEach(executor.forget) }
  }

  /// Before the process lets go of the run.
  func forgetNow() { take().forEach(executor.forget) }

  private func take() -> [AttemptID] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
