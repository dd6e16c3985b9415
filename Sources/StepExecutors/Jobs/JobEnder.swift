import Synchronization

/// Ends a job at most once, whoever asks: a person, the time-out, or the record that an earlier halfhour left.
final class JobEnder: Sendable {
  private let session: JobSession
  private let ending = Mutex<Task<JobEnding, Never>?>(nil)
  private let reason = Mutex<JobRecord.End?>(nil)

  init(session: JobSession) { self.session = session }

  /// Writes why the job ends and ends it; does nothing to a job that ended by itself before.
  func end(as reason: JobRecord.End, grace: Duration) async -> JobEnding {
    // Where the record can't be written the job is ended all the same; its process tells how.
    let isOurs: Bool
    do { isOurs = try session.folder.decide(reason) } catch { isOurs = true }
    if !isOurs, case .exited = session.folder.record()?.end { return JobEnding(survivors: [], killed: false) }
    if isOurs { self.reason.withLock { $0 = reason } }
    return await finish(grace: grace, isTold: !isOurs)
  }

  /// Why this halfhour ends the job, also where no record of it could be written.
  var decided: JobRecord.End? { reason.withLock { $0 } }

  /// Waits until nothing of a job is left whose end was decided.
  func finish(grace: Duration, isTold: Bool) async -> JobEnding {
    let session = session
    let task = ending.withLock { task in
      let running = task ?? Task { await session.end(grace: grace, isTold: isTold) }
      task = running
      return running
    }
    return await task.value
  }
}
