internal import ArgumentParser
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

/// It waits for nothing, so it works on the main thread, whose memory is the fastest to grow.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a runbook and its site, and reports everything that is wrong at once.",
    discussion: """
      Example:
        halfhour check runbooks/quickstart/shop.yaml
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var inPlace: InPlaceOptions

  @Option(help: "How to print what was found.")
  var format: OutputFormat = .text

  func run() throws {
    try reportingFailuresInPlace {
      let diagnostics = try findings()
      let hasErrors = diagnostics.contains { $0.severity == .error }
      switch format {
      case .json: Output.line(JSONWriter.text(of: diagnostics))
      case .text:
        DiagnosticPrinter.print(diagnostics)
        if !hasErrors { Output.line("\(options.runbook): no errors") }
      }
      if hasErrors { throw ExitStatus.invalid }
    }
  }

  /// What loading finds and, where the files could be read, what planning finds for a drill and for an incident.
  private func findings() throws -> [Diagnostic] {
    let path = try RunbookFinder.path(for: options.runbook, site: options.site, files: .disk)
    guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
    let (loaded, found) = RunbookLoader.load(runbook: path, site: options.site, files: .disk)
    guard let loaded else { return found }
    var seen = Set(found)
    let planned = try PlanMaker.check(loaded, hosts: hosts.choice(inPlace: inPlace.hosts)).filter {
      seen.insert($0).inserted
    }
    return (found + planned + UpdateTemplate.findings(loaded) + SiteLook.findings(loaded)).sorted {
      $0.location < $1.location
    }
  }
}
