internal import ArgumentParser
internal import RunbookLoading

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of site and runbook files, for editors.",
    discussion: """
      Example:
        halfhour schema > halfhour.schema.json
      Then begin a runbook with this line, and an editor's YAML language server completes and checks it:
        # yaml-language-server: $schema=halfhour.schema.json
      """)

  func run() async throws { Output.text(RunbookSchema.text()) }
}
