internal import Glibc
internal import RunCore

/// Runs programs for files on hosts, each through a channel of its own.
struct FilesDesk: Sendable {
  let watch: TransferWatch

  /// What a program came to.
  struct Answer: Sendable {
    var words: [AgentReply]
    /// Its bytes, behind the mark.
    var output: [UInt8]
    var isNoisy: Bool
    var complaint: String

    func first(_ word: String) -> AgentReply? { words.first { $0.word == word } }
    func last(_ word: String) -> AgentReply? { words.last { $0.word == word } }
  }

  /// A program under way, and the token by which its words are known.
  struct Call: Sendable {
    let process: ChannelProcess
    let token: String
    let site: HostSite
  }

  /// Takes the streams, also where it throws.
  func start(
    _ function: String, _ arguments: [String], at site: HostSite, only tool: ChecksumTool? = nil, input: Int32? = nil,
    output: Int32? = nil
  ) async throws(TransferFailure) -> Call {
    let token = Self.token()
    let program = FilesProgram.text(function, arguments, token: token, only: tool)
    let command: [String]
    do throws(TransferFailure) {
      command = try await self.command(for: program, at: site)
    } catch {
      for file in [input, output] { if let file { close(file) } }
      throw error
    }
    return Call(process: try ChannelProcess(command, input: input, output: output), token: token, site: site)
  }

  static func token() -> String { "halfhour-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) }

  /// The command that runs a program, once the host can be reached.
  func command(for program: String, at site: HostSite) async throws(TransferFailure) -> [String] {
    try watch.check()
    guard let command = await site.channel(running: program) else {
      throw .lost("the connection to \(site.name) was lost")
    }
    return command
  }

  /// Runs a program that moves no file, and waits for it.
  func ask(
    _ function: String, _ arguments: [String], at site: HostSite, only tool: ChecksumTool? = nil
  ) async throws(TransferFailure) -> Answer {
    let call = try await start(function, arguments, at: site, only: tool)
    return try await answer(of: call)
  }

  /// What a program came to; it is ended when its time is over.
  func answer(of call: Call) async throws(TransferFailure) -> Answer {
    let end = await guarding([call.process]) { await call.process.ended() }
    return try answer(end, of: call)
  }

  func answer(_ end: ChannelProcess.End, of call: Call) throws(TransferFailure) -> Answer {
    try watch.check()
    var words: [AgentReply] = []
    var rest: [Substring] = []
    for line in String(decoding: end.errors, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if line.hasPrefix(call.token + " ") {
        words.append(AgentReply(line.dropFirst(call.token.count + 1)))
      } else if !Self.isStatistics(line) {
        rest.append(line)
      }
    }
    let complaint = rest.suffix(3).joined(separator: " ")
    // The client's own status, which no program of ours ends with.
    if call.site.link != nil, end.status == 255 || end.status > 128 {
      throw .lost("the connection to \(call.site.name) was lost")
    }
    guard end.status == 0 else {
      throw .problem(complaint.isEmpty ? "it ended with status \(end.status)" : complaint)
    }
    let begin = BytePump.end(of: Array("\(call.token)\n".utf8), in: end.output)
    return Answer(
      words: words, output: begin.map { Array(end.output[$0...]) } ?? [],
      isNoisy: (begin ?? 0) > call.token.utf8.count + 1
        || begin == nil && !end.output.isEmpty, complaint: complaint)
  }

  /// What dd prints when all is well, each in its own words.
  static func isStatistics(_ line: Substring) -> Bool {
    line.hasSuffix("records in") || line.hasSuffix("records out") || line.contains(" bytes ") && line.hasSuffix("/s")
      || line.contains(" bytes transferred in ")
  }

  /// Ends the processes when the time of the attempt is over while something goes on.
  func guarding<Value: Sendable>(_ processes: [ChannelProcess], _ body: () async -> Value) async -> Value {
    let isOver = Cancellation()
    let guardian = Task { [watch] in
      while !isOver.isCancelled {
        if watch.end != nil { return processes.forEach { $0.kill() } }
        await Pause.uncancellable(.milliseconds(50))
      }
    }
    defer {
      isOver.cancel()
      guardian.cancel()
    }
    return await body()
  }
}
