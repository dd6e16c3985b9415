internal import ArgumentParser
internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists runs, the newest first, with their verdicts and recovery times.",
    discussion: """
      Example:
        halfhour runs --limit 5
      """)

  @Option(help: "How many.")
  var limit = 20

  @Option(help: "Only runs that recovered this service.")
  var service: String?

  @Option(help: "Only drills, or only incidents.")
  var mode: RunMode?

  @Flag(help: "Make the index anew from the journals first.")
  var reindex = false

  @Option(help: "How to print the list.")
  var format: OutputFormat = .text

  func run() throws {
    try reportingFailuresInPlace {
      let state = try StateFolder(environment: Me.environment)
      let index = try IndexKeeper(state: state).upToDate(anew: reindex)
      let rows = try index.runs(limit: limit, mode: mode, service: service.map { ServiceName($0) })
      switch format {
      case .json: Output.line(JSONWriter.text(of: rows))
      case .text: Output.text(RunList(rows: rows, width: Output.width).text)
      }
    }
  }
}
