import Synchronization

/// Starts the watch of each job that has run for a moment; one timer serves all of them.
///
/// Most jobs are over before there is anything to watch, and a timer for each would cost as much as half its shell.
final class WatchSchedule: Sendable {
  private struct State {
    var waiting: [(number: Int, due: ContinuousClock.Instant, watch: JobWatch)] = []
    var running: [Int: Task<LogDrain, Never>] = [:]
    var isTicking = false
    var lastNumber = 0
  }

  private let state = Mutex(State())
  private static let delay = Duration.milliseconds(20)

  /// Gives the number by which the watch is ended.
  func add(_ watch: JobWatch) -> Int {
    let (number, mustTick) = state.withLock { state in
      state.lastNumber += 1
      state.waiting.append((state.lastNumber, ContinuousClock.now + Self.delay, watch))
      defer { state.isTicking = true }
      return (state.lastNumber, !state.isTicking)
    }
    if mustTick { Task { await tick() } }
    return number
  }

  /// Ends a watch once, and gives the log as far as it was moved; nil where the watch never started.
  func end(_ number: Int) async -> LogDrain? {
    let task = state.withLock { state in
      state.waiting.removeAll { $0.number == number }
      return state.running.removeValue(forKey: number)
    }
    task?.cancel()
    return await task?.value
  }

  private func tick() async {
    while startWhatIsDue() {
      // Nobody cancels this task, which is the only error there could be.
      do { try await Task.sleep(for: Self.delay) } catch { return }
    }
  }

  /// Whether there is anything left to wait for.
  private func startWhatIsDue() -> Bool {
    state.withLock { state in
      let now = ContinuousClock.now
      for entry in state.waiting where entry.due <= now {
        state.running[entry.number] = Task { await entry.watch.run() }
      }
      state.waiting.removeAll { $0.due <= now }
      state.isTicking = !state.waiting.isEmpty
      return state.isTicking
    }
  }
}
