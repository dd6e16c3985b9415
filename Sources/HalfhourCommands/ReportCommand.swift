internal import ArgumentParser
internal import Reporting
internal import RunCore
internal import RunFolders

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the report of a run, made from its journal.",
    discussion: """
      Examples:
        halfhour report last
        halfhour report last --format html --output report.html
      """)

  @OptionGroup var argument: RunArgument

  @Option(help: "markdown, json or html.")
  var format: ReportFormat = .markdown

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file rather than to the output.", valueName: "file"))
  var output: String?

  func run() throws {
    try reportingFailuresInPlace {
      let (_, _, folder) = try argument.find()
      let (state, reading) = try folder.readState()
      let report = try RunReport.render(RunSummary(of: state), as: format, journalHead: reading.head)
      guard let output else { return Output.text(String(decoding: report, as: UTF8.self)) }
      try OutputFile.write(report, to: output)
      Output.line(output)
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
