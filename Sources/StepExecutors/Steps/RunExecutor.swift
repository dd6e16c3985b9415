package import RecoveryPlanning
package import RunCore
internal import RunEngine
internal import RunbookModel
internal import Synchronization

/// Carries out the attempts of a run: scripts as jobs, on this machine and on hosts; copies and templates by itself.
package final class RunExecutor: StepExecutor {
  let runner: JobRunner
  let pool: HostPool
  let places: ExecutionPlaces
  let runbooks: [RunbookName: PlannedRunbook]
  /// What the jobs of a runbook start with, secrets apart.
  let environments: [RunbookName: [NamedValue]]
  let secrets: SecretStore
  /// The digests of the plan's files, by path.
  let fileDigests: [String: String]
  /// Before the attempts, so that no more are under way than there are files to open.
  let turnstile = Turnstile(OpenFiles.roomForAttempts)
  let running = Mutex<[AttemptID: Running]>([:])

  /// What can be cancelled.
  enum Running: Sendable {
    /// Between its intent and its job.
    case starting(cancelled: Bool)
    case job(RunningJob)
    /// Work of halfhour's own.
    case files(Cancellation)
  }

  let run: RunID

  /// `marker` is what others read who find this run's marker on a host, nil for none; `note` takes what is seen of hosts.
  package init(
    run: RunID, runner: JobRunner, places: ExecutionPlaces, plan: Plan, environment: [String: String], marker: String?,
    note: @escaping @Sendable (HostContact) -> Void
  ) {
    self.run = run
    self.runner = runner
    pool = HostPool(
      LinkDesk(
        run: run.text, marker: marker, places: places.ssh, knownHosts: KnownHosts(path: places.ssh.knownHosts),
        liveKeys: LiveKeys(plan, places.ssh), note: note))
    self.places = places
    runbooks = Dictionary(plan.runbooks.map { ($0.name, $0) }) { first, _ in first }
    environments = runbooks.mapValues { JobEnvironment.inherited(from: environment, without: $0.secretVariables) }
    secrets = SecretStore(base: places.base, environment: environment)
    fileDigests = Dictionary(plan.files.map { ($0.path, $0.sha256) }) { first, _ in first }
  }

  package func execute(_ request: AttemptRequest) async -> AttemptReport {
    running.withLock { $0[request.attempt] = .starting(cancelled: false) }
    defer { running.withLock { $0[request.attempt] = nil } }
    await turnstile.enter()
    defer { turnstile.leave() }
    if isCancelled(request.attempt) { return AttemptReport(.cancelled) }
    do {
      let values = try await resolve(request)
      if let script = script(of: request) { return await run(script, request, values) }
      switch request.step.step.kind {
      case .reboot(let reboot): return await self.reboot(reboot, request, values) { await $0.report() }
      case .isolation(let connection): return await isolation(connection, request)
      case .http, .tcp, .dns: return await probe(request, values)
      case .notify: return .queued
      default: return await writeFiles(request, values)
      }
    } catch {
      return AttemptReport(.failed, message: error.message)
    }
  }

  package func recover(_ request: AttemptRequest, boot: String) async -> AttemptReport {
    running.withLock { $0[request.attempt] = .starting(cancelled: false) }
    defer { running.withLock { $0[request.attempt] = nil } }
    await turnstile.enter()
    defer { turnstile.leave() }
    do {
      let values = try await resolve(request)
      guard let script = script(of: request) else { return await recoverWithoutScript(request, values) }
      let job = try jobRequest(script, request, values)
      let found = try await find(job, at: site(of: request), boot: boot, place: request.jobFolders)
      return await report(found, job, request, values)
    } catch let error as StepProblem {
      return AttemptReport(.unknown, message: error.message)
    } catch {
      return AttemptReport(.unknown, message: "\(error)")
    }
  }

  /// From now on a cancel reaches the attempt; one that came before does so, too.
  func makeCancellable(_ attempt: AttemptID, by cancellation: Cancellation) {
    let isCancelled = running.withLock { running in
      if case .starting(cancelled: true) = running[attempt] { return true }
      running[attempt] = .files(cancellation)
      return false
    }
    if isCancelled { cancellation.cancel() }
  }

  private func isThere(_ place: JobPlace?) -> Bool {
    place.map { JobFolders.identity(of: $0.path) == $0.identity } ?? true
  }

  func isCancelled(_ attempt: AttemptID) -> Bool {
    running.withLock { if case .starting(cancelled: true) = $0[attempt] { true } else { false } }
  }

  package func cancel(_ attempt: AttemptID) async {
    let found = running.withLock { running in
      if case .starting = running[attempt] { running[attempt] = .starting(cancelled: true) }
      return running[attempt]
    }
    switch found {
    case .job(let job): await job.cancel(grace: Self.grace)
    case .files(let cancellation): cancellation.cancel()
    case .starting, nil: break
    }
  }

  /// How long a job that was told to end may take before it is killed.
  static let grace = Duration.seconds(10)

  static func unrecorded(_ survivors: [Int32]) -> String {
    survivors.isEmpty
      ? "its process is gone and left no record"
      : "its process is gone and left no record; still running: \(survivors.map(String.init).joined(separator: ", "))"
  }

  private func resolve(_ request: AttemptRequest) async throws(StepProblem) -> AttemptValues {
    try await AttemptValues(
      request, secrets: secrets, of: runbooks[request.step.id.runbook]?.secrets ?? [],
      folder: folder(of: request.step.id.runbook))
  }

  /// The folder of a runbook, from which its relative paths are read.
  func folder(of runbook: RunbookName) -> String {
    PathText.folder(of: PathText.resolve(runbooks[runbook]?.path ?? "", in: places.base))
  }

  // MARK: - Jobs

  private func run(_ script: String, _ request: AttemptRequest, _ values: AttemptValues) async -> AttemptReport {
    let job: JobRequest
    do { job = try jobRequest(script, request, values) } catch {
      return AttemptReport(.failed, message: error.message)
    }
    do throws(JobStartError) {
      return try await startOrTakeUp(job, request, values)
    } catch {
      var report = error.report
      report.message = report.message.map { values.redactor.redacted($0) }
      return report
    }
  }

  private func startOrTakeUp(
    _ job: JobRequest, _ request: AttemptRequest, _ values: AttemptValues
  ) async throws(JobStartError) -> AttemptReport {
    let process: RunningJob
    do throws(JobStartError) {
      process = try await start(job, at: site(of: request))
    } catch {
      guard case .alreadyClaimed = error else { throw error }
      return try await takeUp(job, request, values)
    }
    return await follow(process, job, request, values)
  }

  func start(_ job: JobRequest, at site: HostSite?) async throws(JobStartError) -> RunningJob {
    guard let site else { return try await runner.start(job) }
    return try await hostJobs(site).start(job)
  }

  func find(
    _ job: JobRequest, at site: HostSite?, boot: String?, place: JobPlace?
  ) async throws(JobStartError) -> RecoveredJob {
    if let site { return try await hostJobs(site).recover(job) }
    return try await runner.recover(job, startedOnBoot: boot, placeIsThere: isThere(place))
  }

  func hostJobs(_ site: HostSite) -> HostJobRunner {
    HostJobRunner(site: site, pool: pool, folders: runner.folders, watches: runner.watches)
  }

  /// The host and user for which a step says `on` and `become`; nil for this machine and its user.
  func site(of request: AttemptRequest) -> HostSite? {
    let access = request.step.step.on.flatMap { request.hosts[$0] }
    return access == nil && request.step.become == nil ? nil : pool.site(access, as: request.step.become)
  }

  /// Finds a job that an earlier session claimed and then could not write down, and starts it only if it never was.
  private func takeUp(
    _ job: JobRequest, _ request: AttemptRequest, _ values: AttemptValues
  ) async throws(JobStartError) -> AttemptReport {
    let found = try await find(job, at: site(of: request), boot: nil, place: request.jobFolders)
    // On a host its name is taken for good, so that it is tried under another.
    if case .neverStarted = found, site(of: request) == nil {
      return await follow(try await runner.start(job), job, request, values)
    }
    var report = await report(found, job, request, values)
    report.message = report.message ?? "an earlier session had started it, and could not record that"
    return report
  }

  private func report(
    _ found: RecoveredJob, _ job: JobRequest, _ request: AttemptRequest, _ values: AttemptValues
  ) async -> AttemptReport {
    switch found {
    case .neverStarted: AttemptReport(.neverStarted)
    case .finished(let result): await report(result, job, request, values)
    case .running(let process): await follow(process, job, request, values)
    case .endedWithoutRecord(let survivors):
      AttemptReport(.unknown, message: Self.unrecorded(survivors), leftovers: survivors.map(Int.init))
    }
  }

  private func follow(
    _ process: RunningJob, _ job: JobRequest, _ request: AttemptRequest, _ values: AttemptValues
  ) async -> AttemptReport {
    await report(await result(of: process, request.attempt), job, request, values)
  }

  /// Waits for the end of a job, which can be cancelled from now on.
  func result(of process: RunningJob, _ attempt: AttemptID) async -> JobResult {
    let isCancelled = running.withLock { running in
      if case .starting(cancelled: true) = running[attempt] { return true }
      running[attempt] = .job(process)
      return false
    }
    if isCancelled { await process.cancel(grace: Self.grace) }
    return await process.result()
  }

  private func report(
    _ result: JobResult, _ job: JobRequest, _ request: AttemptRequest, _ values: AttemptValues
  ) async -> AttemptReport {
    var report = AttemptReport(result, purpose: request.attempt.purpose)
    if request.attempt.purpose == .work, request.step.step.isCheck {
      await judge(result, into: &report, request, values)
    }
    report.addLastWords(of: result, log: job.logFile)
    report.message = report.message.map { values.redactor.redacted($0) }
    return report
  }

  /// Begins to connect to the hosts whose addresses are known, so that no step has to wait for it.
  package func open(_ plan: Plan) async {
    await pool.open(plan.hosts)
  }

  /// Before the process lets go of the run; at its end what it left on hosts goes, too.
  package func close(isEnd: Bool) async {
    runner.close()
    await pool.close(isEnd: isEnd)
  }

  package func forget(_ attempt: AttemptID) {
    let name = JobName(attempt, of: run)
    pool.forget(name)
    do {
      try runner.remove(name, workRoot: places.work)
    } catch {
      // A folder that stays costs a little memory until the machine is booted again, and nothing else.
    }
  }

  // MARK: - Files

  private func writeFiles(_ request: AttemptRequest, _ values: AttemptValues) async -> AttemptReport {
    let folder = folder(of: request.step.id.runbook)
    let attempt = FileAttempt(
      request: request, values: values, folder: folder, runbookPath: runbooks[request.step.id.runbook]?.path ?? "",
      planFile: places.planFile, pool: pool, logPath: places.log(request.attempt))
    makeCancellable(request.attempt, by: attempt.cancellation)
    return await attempt.report()
  }
}

extension AttemptReport {
  /// Of a `notify` step: who watches the run tells its message, and nothing waits for that.
  fileprivate static var queued: AttemptReport {
    var report = AttemptReport(.succeeded)
    report.times = AttemptTimes(started: Stamp(.now()), ended: Stamp(.now()))
    return report
  }
}

extension PlannedRunbook {
  /// The variables from which secrets are taken; no job inherits them.
  fileprivate var secretVariables: Set<String> {
    Set(
      secrets.compactMap { secret in
        if case .environment(let name) = secret.source { name } else { nil }
      })
  }
}
