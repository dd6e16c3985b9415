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
      Examples:
        halfhour runs --limit 5
        halfhour runs --format prometheus --output /var/lib/node_exporter/halfhour.prom
        halfhour runs prune --keep 8 --dry-run
      """,
    subcommands: [PruneCommand.self])

  @Option(help: "How many.")
  var limit = 20

  @Option(help: "Only runs that recovered this service.")
  var service: String?

  @Option(help: "Only drills, or only incidents.")
  var mode: RunMode?

  @Flag(help: "Make the index anew from the journals first.")
  var reindex = false

  @Option(
    help: "text, json, or prometheus: the last drill and the last incident of every service as metrics.")
  var format: RunsFormat = .text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file, whole or not at all, rather than to the output.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard format == .prometheus else { return }
    if service != nil || mode != nil { throw ValidationError("--service and --mode don't go with prometheus") }
  }

  func run() throws {
    try reportingFailuresInPlace {
      let state = try StateFolder(environment: Me.environment)
      let index = try IndexKeeper(state: state).upToDate(anew: reindex)
      let text = try text(of: index)
      guard let output else { return Output.text(text) }
      try OutputFile.write(Array(text.utf8), to: output)
    }
  }

  private func text(of index: HistoryIndex) throws -> String {
    switch format {
    case .json: JSONWriter.text(of: try rows(of: index)) + "\n"
    case .text: RunList(rows: try rows(of: index), width: Output.width).text
    case .prometheus:
      PrometheusMetrics(last: try index.lastRuns(), findings: try index.openFindings()).text
    }
  }

  private func rows(of index: HistoryIndex) throws -> [RunRow] {
    try index.runs(limit: limit, mode: mode, service: service.map { ServiceName($0) })
  }
}

/// For people, for programs, or for a monitoring system.
enum RunsFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, prometheus
}
