internal import Dispatch
internal import Foundation
internal import Synchronization

/// The one thread on which a run's engine and the care for its jobs take turns.
///
/// A step goes through a dozen short tasks; on a pool each of them wakes another thread, which costs more than what it
/// does there. What takes long (copies, large logs, the removal of folders) belongs elsewhere.
package final class EngineThread: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var sleeps = false
  }

  package static let shared = EngineThread()

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  private init() {
    let thread = Thread { [self] in run() }
    thread.name = "engine"
    thread.start()
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let mustWake = state.withLock { state in
      state.jobs.append(job)
      defer { state.sleeps = false }
      return state.sleeps
    }
    if mustWake { wake.signal() }
  }

  private func run() -> Never {
    while true {
      for job in next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  /// Everything that waits; sleeps while there is nothing.
  private func next() -> [UnownedJob] {
    while true {
      let jobs = state.withLock { state in
        defer { state.jobs = [] }
        state.sleeps = state.jobs.isEmpty
        return state.jobs
      }
      if !jobs.isEmpty { return jobs }
      wake.wait()
    }
  }
}
