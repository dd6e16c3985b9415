import Glibc
import Synchronization

/// Ends a job at most once, whoever asks: a person, the time-out, or the record that an earlier halfhour left.
final class JobEnder: JobControl {
  private let session: JobSession
  private let ending = Mutex<Task<JobEnding, Never>?>(nil)
  private let reason = Mutex<JobRecord.End?>(nil)

  init(session: JobSession) { self.session = session }

  var leader: Int32 { session.leader }

  @discardableResult
  func end(as reason: JobRecord.End, grace: Duration) async -> JobEnding {
    // Where the record can't be written the job is ended all the same; its process tells how.
    let isOurs: Bool
    do { isOurs = try session.folder.decide(reason) } catch { isOurs = true }
    if !isOurs, case .exited = session.folder.record()?.end { return JobEnding(survivors: [], killed: false) }
    if isOurs { self.reason.withLock { $0 = reason } }
    return await finish(grace: grace, isTold: !isOurs)
  }

  var decided: JobRecord.End? { reason.withLock { $0 } }

  func finish(grace: Duration) async -> JobEnding { await finish(grace: grace, isTold: true) }

  /// One call where nothing is left, which is nearly always; the table of processes is read only otherwise.
  func leftovers() async -> [Int32] {
    guard kill(-session.leader, 0) == 0 || errno == EPERM else { return [] }
    return session.members().map(\.pid)
  }

  func escaped() async -> [ProcessEntry] { session.escaped() }

  private func finish(grace: Duration, isTold: Bool) async -> JobEnding {
    let session = session
    let task = ending.withLock { task in
      let running = task ?? Task { await session.end(grace: grace, isTold: isTold) }
      task = running
      return running
    }
    return await task.value
  }
}
