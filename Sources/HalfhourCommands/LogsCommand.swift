internal import ArgumentParser
internal import RunFolders

struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Shows what the steps of a run printed.",
    discussion: """
      Examples:
        halfhour logs last
        halfhour logs last shop.load
        halfhour logs last shop.load -f
      """)

  @OptionGroup var argument: RunArgument

  @Argument(help: "The step; without one, the logs that there are.")
  var step: String?

  @Flag(name: [.customShort("f"), .customLong("follow")], help: "Go on showing what comes, until the run is over.")
  var follows = false

  func run() async throws {
    try await reportingFailures {
      let (_, _, folder) = try argument.find()
      let logs = try LogShelf(folder: folder).logs(of: step)
      guard let step else {
        for log in logs { Output.line("\(log.name)  \(log.bytes) bytes") }
        return
      }
      guard !logs.isEmpty || follows else {
        throw CommandFailure("\(step) printed nothing, or the run has no such step")
      }
      try await LogPrinter(folder: folder, step: step).print(follows: follows)
    }
  }
}
