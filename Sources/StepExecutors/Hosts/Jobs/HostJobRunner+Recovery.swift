internal import RunCore

extension HostJobRunner {
  /// Finds out what became of a job; one that never began is voided, so that an agent which comes late can't start it.
  func recover(_ request: JobRequest) async throws(JobStartError) -> RecoveredJob {
    pool.keep(request.name, site)
    let patience = request.timeout.map { $0 + HostJob.lateness } ?? HostJob.patience
    let connection: AgentConnection
    switch await site.reached(within: patience) {
    case .failure(let problem): throw .host(problem)
    case .success(let reached): connection = reached
    }
    guard let reply = await connection.ask("look", [request.name.folderName]) else {
      throw .host(.passing("the connection to \(site.name) was lost"))
    }
    switch HostJobLook(reply) {
    case .absent(let boot, let identity): return isSameHost(boot, identity) ? .neverStarted : unknown
    case .void: return .neverStarted
    case .gone: return unknown
    case nil: throw .failed(reason: "\(site.name) said something that can't be understood: \(reply.word) \(reply.text)")
    case .job(_, let folder, let lives, let begun, let seen):
      return await recovered(request, folder, lives, begun, seen, connection.hello)
    }
  }

  private var unknown: RecoveredJob { .endedWithoutRecord(survivors: []) }

  /// Whether a job that nobody claimed can't have been started.
  ///
  /// Not where its claim may have gone with the memory it stood in, nor where nobody wrote down which machine that was.
  private func isSameHost(_ boot: String, _ identity: String) -> Bool {
    guard let before = site.access?.lastContact else { return site.access == nil }
    return boot == before.boot && (before.jobFolders.identity == identity || identity == "-" && isOtherUser)
  }

  /// Another user's job folders stand in a place of their own, of which the contact doesn't tell.
  private var isOtherUser: Bool { site.elevation != nil }

  private func recovered(
    _ request: JobRequest, _ folder: String, _ lives: Bool, _ begun: Double, _ seen: HostJobState, _ hello: AgentHello
  ) async -> RecoveredJob {
    var state = HostJob.State()
    state.folder = folder
    state.mayHavePrinted = lives || seen.hasPrinted
    let job = HostJob(
      request, site, mirror: folders.existing(request.name) ?? folders.new(request.name),
      started: hello.reading(at: begun), state: state)
    let running = RunningJob(collector: collector(job, isOver: !lives))
    if lives { return .running(running) }
    let result = await running.result()
    return seen.record != nil || result.termination != .unrecorded
      ? .finished(result) : .endedWithoutRecord(survivors: result.leftovers)
  }
}
