import Testing

@testable import StepExecutors

/// An agent in a room, and what a test asks of it.
struct RoomAgent: Sendable {
  let connection: AgentConnection
  let process: AgentProcess
  let run: String

  var hello: AgentHello { connection.hello }

  func request(_ script: String, _ step: String = "step") -> JobRequest {
    var request = JobRequest(
      name: JobName(run: run, step: step, attempt: 1), script: script, environment: [], mode: "drill", logFile: "")
    request.grace = .seconds(1)
    return request
  }

  /// Starts a job; the tag of its lines.
  func tell(_ request: JobRequest) throws -> Int {
    let tag = connection.newTag()
    let program = HostProgram(request, boot: hello.boot, executes: hello.executes)
    connection.tell(
      "job",
      [
        String(tag), request.name.folderName, program.kind, program.supervisor, request.script,
        try ValuesFile.text(request.values),
      ])
    return tag
  }

  /// Starts a job, and goes on when the agent says that it has started.
  func start(_ request: JobRequest) async throws -> RoomJob {
    let tag = try tell(request)
    let reply = try #require(await connection.reply(to: tag))
    guard reply.word == "started", let folder = reply.fields.first else {
      throw RoomFault("\(reply.word) \(reply.text)")
    }
    return RoomJob(agent: self, tag: tag, folder: folder, name: request.name.folderName)
  }

  func start(_ script: String, _ step: String = "step") async throws -> RoomJob {
    try await start(request(script, step))
  }

  /// Runs a job to its end.
  func run(_ script: String, _ step: String = "step") async throws -> RoomJob.End {
    try await start(request(script, step)).end()
  }

  func ask(_ function: String, _ arguments: String...) async throws -> AgentReply {
    try #require(await connection.ask(function, arguments), "the agent is gone")
  }

  func look(_ name: String) async throws -> HostJobLook {
    let reply = try await ask("look", name)
    return try #require(HostJobLook(reply), "\(reply.word) \(reply.text)")
  }

  /// Runs shell code in the agent itself; it says what it has to with `_hh_say TAG …`.
  func inside(_ code: String) async throws -> String {
    let tag = connection.newTag()
    process.write("_hh_tag=\(tag)\n\(code)\n")
    let reply = try #require(await connection.reply(to: tag), "the agent is gone")
    return reply.text
  }

  func close() async { await connection.close() }
}

/// A job in a room.
struct RoomJob: Sendable {
  struct End: Sendable {
    let status: Int32
    let state: HostJobState
    let folder: String
    let log: String
    let output: String
  }

  let agent: RoomAgent
  let tag: Int
  let folder: String
  let name: String

  func end() async throws -> End {
    let reply = try #require(await agent.connection.reply(to: tag), "the agent is gone")
    guard reply.word == "ended", let status = reply.fields.first.flatMap({ Int32($0) }),
      let state = HostJobState(Array(reply.fields.dropFirst()))
    else { throw RoomFault("\(reply.word) \(reply.text)") }
    return End(
      status: status, state: state, folder: folder, log: try await read("log"), output: try await read("output"))
  }

  /// All of a file of the job's folder.
  func read(_ file: String) async throws -> String {
    let bytes = await agent.connection.read("\(folder)/\(file)", block: 0, count: 256)
    return String(decoding: try #require(bytes, "the agent is gone"), as: UTF8.self)
  }
}
