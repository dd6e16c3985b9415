internal import ArgumentParser
internal import Reporting
internal import RunCore
internal import RunFolders

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the report of a run, or of a period, made from the journals.",
    discussion: """
      Examples:
        halfhour report last
        halfhour report last --output report.html
        halfhour report last --output report.pdf
        halfhour report last --format services.csv
        halfhour report last --sign-off reviewed --as ruth --key ~/.ssh/id_ed25519
        halfhour report --quarter 2026Q4 --output quarter.html
      """)

  @OptionGroup var argument: RunArgument
  @OptionGroup var output: ReportOutput
  @OptionGroup(title: "Period") var period: PeriodOptions
  @OptionGroup(title: "Sign-off") var signing: SignOffOptions
  @OptionGroup var words: ReportWordsOption

  func validate() throws {
    guard signing.signOff != nil else { return }
    if period.isAsked { throw ValidationError("--sign-off is for one run; leave the period away") }
    if output.isAsked { throw ValidationError("--sign-off writes no report; leave --format and --output away") }
  }

  func run() async throws {
    try await reportingFailures {
      if words.words { return Output.text(PhraseCatalogue.text) }
      if let role = signing.signOff { return try await signing.tell(role, of: argument) }
      let kind = try output.kind()
      if let report = try period.report(run: argument.run, as: kind) { return try output.write(report) }
      try output.write(try report(as: kind))
    }
  }

  private func report(as kind: ReportKind) throws -> [UInt8] {
    let (stateFolder, _, folder) = try argument.find()
    let (state, reading) = try folder.readState(older: true)
    let maker = ReportMaker(state: stateFolder, folder: folder)
    var document = maker.document(
      of: state, head: reading.head, endHead: reading.endHead, entries: reading.entries)
    document.isInHand = folder.isInHand
    return try maker.report(of: document, as: kind)
  }
}

/// Prints what a site can begin its own words with.
struct ReportWordsOption: ParsableArguments {
  @Flag(help: "Print every phrase of reports in English, for a site to begin its `templates/words.json` with.")
  var words = false
}
