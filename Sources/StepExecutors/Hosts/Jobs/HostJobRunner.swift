internal import RunCore
internal import Synchronization

/// Starts jobs on one host and finds again those that an earlier connection or an earlier halfhour started.
///
/// The protocol is that of `JobRunner`, carried out by the host's agent.
struct HostJobRunner: Sendable {
  let site: HostSite
  let pool: HostPool
  /// Where the output of jobs is brought here.
  let folders: JobFolders
  let watches: WatchSchedule

  /// How long a host may take to answer before its job is started; a machine that is booting needs some time.
  private static let patience = Duration.seconds(120)

  func start(_ request: JobRequest) async throws(JobStartError) -> RunningJob {
    guard !request.script.utf8.contains(0) else {
      throw .refused(reason: "The script holds a NUL byte, which no shell reads; remove it.")
    }
    let values = try ValuesFile.text(request.values)
    switch await site.reached(within: min(request.timeout ?? Self.patience, Self.patience)) {
    case .failure(let problem): throw .host(problem)
    case .success(let connection): return try await start(request, values: values, on: connection)
    }
  }

  private func start(
    _ request: JobRequest, values: String, on connection: AgentConnection
  ) async throws(JobStartError) -> RunningJob {
    let name = request.name.folderName
    let program = HostProgram(request, boot: connection.hello.boot, executes: connection.hello.executes)
    let tag = connection.newTag()
    pool.keep(request.name, site)
    let started: ClockReading
    if request.files.isEmpty {
      started = .now()
      connection.tell("job", [String(tag), name, program.kind, program.supervisor, request.script, values])
    } else {
      let (folder, work) = try await reserve(name, on: connection)
      try await deliver(request.files, to: work)
      started = .now()
      connection.tell(
        "start", [String(tag), name, folder, work, program.kind, program.supervisor, request.script, values])
    }
    return try await running(request, on: connection, tag, started)
  }

  private func reserve(_ name: String, on connection: AgentConnection) async throws(JobStartError) -> (String, String) {
    guard let reply = await connection.ask("reserve", [name]) else {
      throw .host(.passing("the connection to \(site.name) was lost"))
    }
    guard reply.word == "reserved", reply.fields.count == 2 else { throw refusal(reply) }
    return (reply.fields[0], reply.fields[1])
  }

  /// The job as it runs: its first word is that it is claimed, or that it can't be.
  private func running(
    _ request: JobRequest, on connection: AgentConnection, _ tag: Int, _ started: ClockReading
  ) async throws(JobStartError) -> RunningJob {
    var state = HostJob.State()
    state.told = (connection, tag)
    if let reply = await connection.reply(to: tag) {
      guard reply.word == "started", let folder = reply.fields.first else { throw refusal(reply) }
      state.folder = folder
    } else {
      // It may have begun; whoever follows it will find out.
      state.wasLost = true
    }
    let job = HostJob(request, site, mirror: folders.new(request.name), started: started, state: state)
    return RunningJob(collector: collector(job))
  }

  func collector(_ job: HostJob, isOver: Bool = false) -> JobCollector {
    JobCollector(
      request: job.request, folder: job.mirror, control: job, watches: watches, started: job.started, source: job,
      hasDeadline: !isOver, end: { await job.end() })
  }

  private func refusal(_ reply: AgentReply) -> JobStartError {
    switch reply.word {
    case "claimed": .alreadyClaimed(folder: reply.text)
    case "failed": .failed(reason: "\(reply.text) (\(site.name))")
    default: .failed(reason: "\(site.name) said something that can't be understood: \(reply.word) \(reply.text)")
    }
  }

  private func deliver(_ files: [JobFile], to work: String) async throws(JobStartError) {
    for file in files { try await FileDelivery(site: site).put(file, into: work) }
  }
}
