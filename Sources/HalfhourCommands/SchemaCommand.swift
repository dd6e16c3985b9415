internal import ArgumentParser
internal import Reporting
internal import RunbookLoading

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of site and runbook files, for editors, or of a run's report in JSON.",
    discussion: """
      Examples:
        halfhour schema > halfhour.schema.json
        halfhour schema report > report.schema.json
      Then begin a runbook with this line, and an editor's YAML language server completes and checks it:
        # yaml-language-server: $schema=halfhour.schema.json
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable { case runbook, report }

  @Argument(help: "Of what: runbook or report.")
  var subject = Subject.runbook

  func run() async throws {
    switch subject {
    case .runbook: Output.text(RunbookSchema.text())
    case .report: Output.text(ReportSchema.text)
    }
  }
}
