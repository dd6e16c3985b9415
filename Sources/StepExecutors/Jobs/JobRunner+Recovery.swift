import Glibc
import SystemPackage

extension JobRunner {
  /// Finds out what became of a job of an earlier halfhour; one that never started is voided, so that it never will.
  ///
  /// `boot` is the machine's boot id when the job was to be started: memory forgets its folder with a reboot.
  /// `placeIsThere` is false when the folder in which its job folder would stand has been taken away since.
  package func recover(
    _ request: JobRequest, startedOnBoot boot: String?, placeIsThere: Bool = true
  ) async throws(JobStartError) -> RecoveredJob {
    guard let folder = folders.existing(request.name) else {
      let isSameBoot = boot == nil || boot == BootIdentity.current
      return isSameBoot && placeIsThere ? .neverStarted : .endedWithoutRecord(survivors: [])
    }
    switch try await mark(of: folder) {
    case .void:
      try remove(request.name, workRoot: request.workRoot)
      return .neverStarted
    case .process(let pid, let startBoot):
      return await recover(request, folder, pid, isSameBoot: startBoot == BootIdentity.current)
    case nil:
      return .endedWithoutRecord(survivors: [])
    }
  }

  /// Ends what lives on of a job without a record, after a person said so.
  package func endSurvivors(of request: JobRequest) async throws(JobStartError) -> JobEnding {
    guard let folder = folders.existing(request.name),
      case .process(let pid, BootIdentity.current) = folder.startMark()
    else { return JobEnding(survivors: [], killed: false) }
    let session = JobSession(leader: pid, startTime: folder.livingSupervisor(pid)?.startTime ?? 0, folder: folder)
    return await session.end(grace: request.grace, isTold: false)
  }

  private func recover(
    _ request: JobRequest, _ folder: JobFolder, _ pid: Int32, isSameBoot: Bool
  ) async -> RecoveredJob {
    let supervisor = isSameBoot ? folder.livingSupervisor(pid) : nil
    let session =
      isSameBoot
      ? JobSession(leader: pid, startTime: supervisor?.startTime ?? 0, folder: folder) : .ofEarlierBoot(folder)
    let hasRecord = folder.record() != nil
    let started = started(folder)
    let ending = LocalJobEnd(folder: folder, started: started, isLate: supervisor == nil)
    let collector = JobCollector(
      request: request, folder: folder, control: JobEnder(session: session), watches: watches, started: started,
      hasDeadline: supervisor != nil,
      end: {
        if let supervisor { await ProcessEnd.wait(for: pid, startTime: supervisor.startTime) }
        return ending.view(.unseen)
      })
    if supervisor != nil { return .running(RunningJob(collector: collector)) }
    let result = await collector.collect()
    return hasRecord || result.termination != .unrecorded
      ? .finished(result) : .endedWithoutRecord(survivors: result.leftovers)
  }

  /// The word in `started`; writes `void` when there is none, and waits a little for one that is just being written.
  private func mark(of folder: JobFolder) async throws(JobStartError) -> JobStartMark? {
    for _ in 0..<20 {
      if let mark = folder.startMark() { return mark }
      do {
        // An empty mark, as a kill would leave it, would be taken for that of a supervisor which is gone.
        try FileAccess.createWhole(folder.started, mode: 0o600, JobStartMark.voidLine.utf8)
        return .void
      } catch {
        guard error == .fileExists else {
          throw .failed(reason: "The job folder \(folder.path) can't be written: \(error). Make room, then resume.")
        }
      }
      await Pause.uncancellable(.milliseconds(10))
    }
    return nil
  }

  /// When the supervisor made its mark; by a clock that nobody can set, where its folder tells.
  ///
  /// Else on today's offset between the clocks, which a step of the wall clock since then falsifies.
  private func started(_ folder: JobFolder) -> ClockReading {
    var status = stat()
    let now = ClockReading.now()
    guard stat(folder.started, &status) == 0 else { return now }
    let wall = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    let text = FileAccess.contents(of: folder.supervisor, atMost: 256).map { String(decoding: $0, as: UTF8.self) }
    return ClockReading(wall: wall, boot: text.flatMap(SupervisorScript.made) ?? now.boot - (now.wall - wall))
  }
}
