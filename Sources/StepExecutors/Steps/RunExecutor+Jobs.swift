internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// The script of an attempt; nil where the step isn't done by a job.
  func script(of request: AttemptRequest) -> String? {
    switch request.attempt.purpose {
    case .skipIf: return request.step.step.skipIf?.text
    case .reset: return request.step.step.retry?.reset?.text
    case .adHoc: return nil
    case .work:
      switch request.step.step.kind {
      case .run(let script): return script.text
      case .sql(let probe): return SQLScript(probe: probe, bound: request.step.step.attemptTimeout).text
      default: return nil
      }
    }
  }

  func jobRequest(
    _ script: String, _ request: AttemptRequest, _ values: AttemptValues
  ) throws(StepProblem) -> JobRequest {
    let step = request.step.step
    var job = JobRequest(
      name: JobName(request.attempt, of: request.run), script: script,
      environment: environments[request.step.id.runbook] ?? [],
      mode: request.mode.rawValue, logFile: places.log(request.attempt))
    job.values = values.variables + (try databaseValues(of: request, values))
    job.secrets = values.namedSecrets
    job.files = files(of: request)
    job.timeout = step.attemptTimeout
    job.grace = Self.grace
    job.workRoot = places.work
    if let limit = step.logLimit { job.logLimit = limit }
    if request.attempt.purpose == .work, step.isCheck { job.printedLimit = ExpectationCheck.mostCompared }
    if step.kindWord == .sql { job.printedLimit *= 5 }
    job.outputs = request.attempt.purpose == .work ? step.outputs.map(\.text) : []
    return job
  }

  /// A step's files stand in its work folder under their own names, as they were when the plan was made.
  private func files(of request: AttemptRequest) -> [JobFile] {
    let folder = PathText.folder(of: runbooks[request.step.id.runbook]?.path ?? "")
    return request.step.step.files.map { file in
      JobFile(source: places.planFile(PathText.join(folder, file.text)), target: file.text)
    }
  }
}

extension JobName {
  init(_ attempt: AttemptID, of run: RunID) {
    self.init(
      run: run.text, step: attempt.step.description, attempt: attempt.number, purpose: attempt.purpose.rawValue)
  }
}

extension JobStartError {
  /// A job that was not started has done nothing; one that somebody claimed before may have.
  var result: AttemptResult {
    switch self {
    case .alreadyClaimed: .unknown
    case .host(.refused): .neverStarted
    case .refused, .failed, .host: .failed
    }
  }

  var report: AttemptReport {
    var report = AttemptReport(result, message: reason)
    if case .host(.refused(let refusal, _)) = self { report.refusal = refusal }
    return report
  }

  var reason: String {
    switch self {
    case .alreadyClaimed(let folder): "its job folder \(folder) was there already"
    case .refused(let reason), .failed(let reason): reason
    case .host(let problem): problem.words
    }
  }
}

extension AttemptReport {
  /// What a job came to, without regard to an `expect`.
  init(_ job: JobResult, purpose: JobPurpose) {
    self.init(.succeeded)
    times = AttemptTimes(started: Stamp(job.started), ended: Stamp(job.ended))
    logBytes = job.log.kept
    logCut = job.log.cut > 0 || job.log.lost > 0
    leftovers = job.leftovers.map(Int.init)
    switch job.termination {
    case .exited(let status):
      exit = Int(status)
      takeExit(status, job, purpose)
    case .signalled(let signal):
      result = .failed
      self.signal = Int(signal)
      message = "ended by signal \(signal)"
    case .timedOut:
      result = .timedOut
      message = "took longer than its time-out"
    case .cancelled: result = .cancelled
    case .neverStarted: result = .neverStarted
    case .neverBegan:
      result = .failed
      message = "it never began: its job folder could not be written; make room there, then try again"
    case .unrecorded:
      result = .unknown
      message = "its process is gone and left no record"
    }
    if !job.remarks.isEmpty {
      message = ((message.map { ["\($0)."] } ?? []) + job.remarks).joined(separator: " ")
    }
  }

  private mutating func takeExit(_ status: Int32, _ job: JobResult, _ purpose: JobPurpose) {
    outputs = Dictionary(job.outputs.map { (OutputName($0.key), $0.value) }) { first, _ in first }
    if status == 0 {
      guard !job.outputProblems.isEmpty else { return }
      result = .failed
      message = job.outputProblems.joined(separator: "\n")
    } else if purpose == .skipIf, status != 126, status != 127 {
      result = .notDone
    } else {
      result = .failed
      message = Self.words(forExit: status)
    }
  }

  /// A bare exit status tells nobody what went wrong; what the job printed last mostly does.
  mutating func addLastWords(of job: JobResult, log: String) {
    guard result == .failed, case .exited(let status) = job.termination, message == Self.words(forExit: status),
      job.log.kept > 0, job.log.cut == 0, job.log.lost == 0, let last = LastLine.of(log, length: job.log.kept)
    else { return }
    message = "\(Self.words(forExit: status)): \(last)"
  }

  /// What shells mean by the high ones: 137 is often all that is seen of a machine without memory.
  private static func words(forExit status: Int32) -> String {
    switch status {
    case 126: "exit 126: a command could not be executed"
    case 127: "exit 127: a command was not found"
    case 129...159: "exit \(status): a command was ended by signal \(status - 128)"
    default: "exit \(status)"
    }
  }
}

extension Stamp {
  init(_ reading: ClockReading) {
    self.init(wall: WallTime(local: reading.wall), uptime: Uptime(nanoseconds: reading.boot))
  }
}
