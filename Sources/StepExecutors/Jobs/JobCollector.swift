import Glibc
import SystemPackage

/// Waits for the end of one job and gathers what it left.
struct JobCollector: Sendable {
  let request: JobRequest
  let folder: JobFolder
  let session: JobSession
  let ender: JobEnder
  let watches: WatchSchedule
  let started: ClockReading
  /// Returns when the supervisor is gone.
  let exit: @Sendable () async -> ObservedExit
  /// True for a job that ended while nobody watched it, so that its own times count.
  let isLate: Bool

  func collect() async -> JobResult {
    let secrets = SecretRedactor(request.secrets)
    let redactor = secrets.isIdle ? nil : secrets
    let watch = JobWatch(
      drain: LogDrain(
        folder: folder, file: request.logFile, limit: request.logLimit, redactor: redactor,
        printedLimit: request.printedLimit),
      deadline: isLate ? nil : request.timeout.map { started.boot + $0.nanoseconds }, grace: request.grace, ender: ender
    )
    let watching = watches.add(watch)
    let exit = await exit()
    let now = ClockReading.now()
    let drain = await watches.end(watching) ?? watch.drain
    let record = folder.record()
    let termination = exit.termination(record: record?.end ?? ender.decided, mark: folder.startMark())
    var remarks: [String] = []
    var escaped: [ProcessEntry] = []
    if termination == .timedOut || termination == .cancelled {
      let ending = await ender.finish(grace: request.grace, isTold: true)
      if !ending.survivors.isEmpty {
        remarks.append(
          "These processes of the job could not be ended: \(ending.survivors.map(String.init).joined(separator: ", "))."
        )
      }
      escaped = session.escaped()
      if !escaped.isEmpty {
        remarks.append(
          "These processes left the job's session and were not ended with it: \(escaped.map(\.words).joined(separator: ", "))."
        )
      }
    }
    let (log, printed) = await finish(drain)
    let outputs = outputs(after: termination, redactor)
    emptyWorkFolder()
    return JobResult(
      termination: termination, started: started, ended: ended(record, seen: now), outputs: outputs.values,
      outputProblems: outputs.problems, log: log, printed: printed, leftovers: leftovers() + escaped.map(\.pid),
      observedLate: isLate, remarks: remarks)
  }

  /// Moves the rest of the log; a large one on another thread, because everything else waits for this one.
  private func finish(_ drain: LogDrain) async -> (LogSummary, PrintedOutput) {
    var drain = drain
    if drain.unread <= Self.small { return (drain.finish(), drain.printed) }
    return await Task { [drain] in
      var drain = drain
      return (drain.finish(), drain.printed)
    }.value
  }

  /// Bytes of a log that are moved in no time.
  private static let small = 1 << 18

  /// Makes room at once; the folder itself goes when the outcome is durable, because a disk may take its time for that.
  private func emptyWorkFolder() {
    let work = folder.work(of: request.name, in: request.workRoot)
    for name in FolderTree.names(in: work) {
      // What can't be removed now is tried again with the folder.
      do { try FolderTree.remove(work + "/" + name) } catch { continue }
    }
  }

  private func outputs(after termination: JobTermination, _ redactor: SecretRedactor?) -> JobOutputs {
    guard termination == .exited(0) else { return JobOutputs(nil, declared: [], redactor: nil) }
    let bytes =
      request.outputs.isEmpty ? nil : FileAccess.contents(of: folder.output, atMost: JobOutputs.fileLimit + 1)
    return JobOutputs(bytes, declared: request.outputs, redactor: redactor)
  }

  /// One call where nothing is left, which is nearly always; the table of processes is read only otherwise.
  private func leftovers() -> [Int32] {
    guard kill(-session.leader, 0) == 0 || errno == EPERM else { return [] }
    return session.members().map(\.pid)
  }

  /// The supervisor's clock is coarse; it counts for an end that was not seen when it came, as by a halfhour that was
  /// stopped itself.
  private func ended(_ record: JobRecord?, seen now: ClockReading) -> ClockReading {
    let isOverdue = record?.boot.map { now.boot - $0 > Self.promptness } ?? false
    return isLate || isOverdue ? ownEnd(record) ?? now : now
  }

  /// Nanoseconds within which an end is seen by who watches, unless something holds him up.
  private static let promptness: Int64 = 500_000_000

  /// The end by the supervisor's own clock, and by the time that the file system gave to its record.
  private func ownEnd(_ record: JobRecord?) -> ClockReading? {
    var status = stat()
    guard let record, stat(folder.result, &status) == 0 else { return nil }
    let wall = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    // A job can be over within one tick of the shell's clock.
    return ClockReading(wall: wall, boot: max(record.boot ?? 0, started.boot))
  }
}

extension Duration {
  /// Whole nanoseconds, no more than fit.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? Int64.max / 4 : min(product + attoseconds / 1_000_000_000, Int64.max / 4)
  }
}
