internal import RunEngine

/// A job whose process runs, or ran a moment ago; dropping it leaves the job alone.
package final class RunningJob: Sendable {
  package let name: JobName
  /// The supervisor's process, which leads the job's session and group.
  package let process: Int32
  package let started: ClockReading

  private let folder: JobFolder
  private let control: any JobControl
  /// A task of its own, so that nobody's cancellation leaves half a log behind.
  private let collection: Task<JobResult, Never>

  init(collector: JobCollector) {
    name = collector.request.name
    process = collector.control.leader
    started = collector.started
    folder = collector.folder
    control = collector.control
    collection = Task(executorPreference: EngineThread.shared) { await collector.collect() }
  }

  /// Waits for the end, moves the log, reads the outputs; may be awaited more than once.
  package func result() async -> JobResult { await collection.value }

  /// Ends the job: one TERM to all of it, the grace, then KILL; does nothing to one that ended by itself.
  @discardableResult
  package func cancel(grace: Duration) async -> JobEnding { await control.end(as: .cancelled, grace: grace) }

  /// The last progress that the job reported.
  package func progress() -> JobProgress? {
    FileAccess.contents(of: folder.progress, atMost: 1 << 20).flatMap(JobProgress.init)
  }
}
