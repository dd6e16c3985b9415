import Glibc
import SystemPackage

/// Waits for the end of one job and gathers what it left.
struct JobCollector: Sendable {
  let request: JobRequest
  let folder: JobFolder
  let session: JobSession
  let ender: JobEnder
  let started: ClockReading
  /// Returns when the supervisor is gone.
  let exit: @Sendable () async -> ObservedExit
  /// True for a job that ended while nobody watched it, so that its own times count.
  let isLate: Bool

  func collect() async -> JobResult {
    let secrets = SecretRedactor(request.secrets)
    let redactor = secrets.isIdle ? nil : secrets
    let watch = JobWatch(
      drain: LogDrain(folder: folder, file: request.logFile, limit: request.logLimit, redactor: redactor),
      deadline: isLate ? nil : request.timeout.map { started.boot + $0.nanoseconds }, grace: request.grace, ender: ender
    )
    let watching = Task { await watch.run() }
    let exit = await exit()
    let now = ClockReading.now()
    watching.cancel()
    var drain = await watching.value
    let record = folder.record()
    let termination = exit.termination(record: record?.end ?? ender.decided)
    var remarks: [String] = []
    if termination == .timedOut || termination == .cancelled {
      let ending = await ender.finish(grace: request.grace, isTold: true)
      if !ending.survivors.isEmpty {
        remarks.append(
          "These processes of the job could not be ended: \(ending.survivors.map(String.init).joined(separator: ", "))."
        )
      }
    }
    let log = drain.finish()
    let outputs = outputs(after: termination, redactor)
    do { try FolderTree.remove(folder.work(of: request.name, in: request.workRoot)) } catch {
      remarks.append("The work folder of the job could not be removed: \(error).")
    }
    return JobResult(
      termination: termination, started: started, ended: isLate ? ownEnd(record) ?? now : now, outputs: outputs.values,
      outputProblems: outputs.problems, log: log, leftovers: leftovers(), observedLate: isLate, remarks: remarks)
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

  /// The end by the supervisor's own clock, and by the time that the file system gave to its record.
  private func ownEnd(_ record: JobRecord?) -> ClockReading? {
    var status = stat()
    guard let record, stat(folder.result, &status) == 0 else { return nil }
    let wall = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    return ClockReading(wall: wall, boot: record.boot ?? 0)
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
