internal import ArgumentParser
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

/// Which runbook, and with which inputs.
struct RunbookOptions: ParsableArguments {
  @Argument(help: "The path of a runbook, or the name of the service that it recovers.")
  var runbook: String

  @Option(help: "The path of the site file. (default: site.yaml in the runbook's folder or above it)")
  var site: String?

  @Option(
    name: .customLong("input"), help: ArgumentHelp("A value for an input of the runbook.", valueName: "name=value"))
  var inputs: [String] = []

  /// Reads the files and reports everything that is wrong with them; nothing is returned beside an error.
  func load() throws -> LoadedRunbooks {
    let path = try RunbookFinder.path(for: runbook, site: site, files: .disk)
    guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: site, files: .disk)
    DiagnosticPrinter.print(diagnostics)
    guard let loaded else { throw ExitStatus.invalid }
    return loaded
  }

  /// The inputs as given, in their order.
  func givenInputs() throws(CommandFailure) -> [GivenInput] { try Self.given(inputs) }

  /// Values of `--input`, each name once.
  static func given(_ inputs: [String]) throws(CommandFailure) -> [GivenInput] {
    var given: [GivenInput] = []
    for input in inputs {
      let (name, value) = try NamedValue.split(input, option: "--input", form: "name=value")
      guard !given.contains(where: { $0.name == name }) else { throw CommandFailure("--input \(name) is given twice") }
      given.append(GivenInput(name, value))
    }
    return given
  }
}
