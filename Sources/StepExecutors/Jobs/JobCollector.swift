/// Waits for the end of one job and gathers what it left.
struct JobCollector: Sendable {
  let request: JobRequest
  let folder: JobFolder
  let control: any JobControl
  let watches: WatchSchedule
  let started: ClockReading
  /// For a job that is not on this machine.
  var source: (any LogSource)?
  /// False for a job that is over already, whose time-out is not to be judged now.
  var hasDeadline = true
  /// Returns when the supervisor is gone.
  let end: @Sendable () async -> JobEndView

  func collect() async -> JobResult {
    let secrets = SecretRedactor(request.secrets)
    let redactor = secrets.isIdle ? nil : secrets
    let watch = JobWatch(
      drain: LogDrain(
        folder: folder, file: request.logFile, limit: request.logLimit, redactor: redactor,
        printedLimit: request.printedLimit),
      source: source, deadline: hasDeadline ? request.timeout.map { started.boot + $0.nanoseconds } : nil,
      grace: request.grace, control: control)
    let watching = watches.add(watch)
    let seen = await end()
    let drain = await watches.end(watching) ?? watch.drain
    let termination = termination(seen)
    var remarks = seen.remark.map { [$0] } ?? []
    var escaped: [ProcessEntry] = []
    if !seen.isGivenUp, termination == .timedOut || termination == .cancelled {
      let ending = await control.finish(grace: request.grace)
      if !ending.survivors.isEmpty {
        remarks.append(
          "These processes of the job could not be ended: \(ending.survivors.map(String.init).joined(separator: ", "))."
        )
      }
      escaped = await control.escaped()
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
      termination: termination, started: started, ended: seen.ended, outputs: outputs.values,
      outputProblems: outputs.problems, log: log, printed: printed,
      leftovers: await control.leftovers() + escaped.map(\.pid), observedLate: seen.isLate, remarks: remarks)
  }

  private func termination(_ seen: JobEndView) -> JobTermination {
    if seen.hasNeverStarted { return .neverStarted }
    if seen.isGivenUp { return .timedOut }
    return seen.exit.termination(record: seen.record?.end ?? control.decided, mark: seen.mark)
  }

  /// Moves the rest of the log; a large one on another thread, because everything else waits for this one.
  private func finish(_ drain: LogDrain) async -> (LogSummary, PrintedOutput) {
    var drain = drain
    if let source {
      while await source.pull() > 0 {
        _ = drain.move()
        await source.release(upTo: drain.position.consumed)
      }
    }
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
}

extension Duration {
  /// Whole nanoseconds, no more than fit.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? Int64.max / 4 : min(product + attoseconds / 1_000_000_000, Int64.max / 4)
  }
}
