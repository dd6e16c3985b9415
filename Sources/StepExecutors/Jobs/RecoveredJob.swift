/// What a resumed run finds of a job.
package enum RecoveredJob: Sendable {
  /// It never ran and never will; it can be started anew.
  case neverStarted
  /// It runs, and is watched from now on.
  case running(RunningJob)
  /// It ended, with a record of how, while nobody watched.
  case finished(JobResult)
  /// It may have run, its supervisor is gone, and nothing tells how it ended; the pids are its survivors.
  case endedWithoutRecord(survivors: [Int32])
}
