internal import RunFolders

/// Shows a step's logs, on a terminal without what could command it.
struct LogPrinter {
  let folder: RunFolder
  let step: String

  func print(follows: Bool) async throws {
    var follower = LogFollower(folder: folder, step: step)
    var shown: String?
    func show(_ chunk: LogFollower.Chunk) {
      // The first log needs no heading; each further one is another attempt.
      if let shown, shown != chunk.log.name { Output.line("--- \(chunk.log.name)") }
      shown = chunk.log.name
      let text = String(decoding: chunk.bytes, as: UTF8.self)
      Output.text(Output.isTerminal ? TerminalText.harmless(text) : text)
    }
    if follows {
      try await follower.follow { show($0) }
    } else {
      try await follower.drain { show($0) }
    }
  }
}
