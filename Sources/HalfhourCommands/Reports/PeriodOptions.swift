internal import ArgumentParser
internal import Reporting
internal import RunFolders

/// Which period a report is of, in place of a run.
struct PeriodOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Report a quarter rather than a run.", valueName: "2026Q4"))
  var quarter: String?

  @Option(help: ArgumentHelp("Report all from this day on, or of so many days up to now.", valueName: "2026-07-01|90d"))
  var since: String?

  @Option(help: ArgumentHelp("With --since: the last day that is reported.", valueName: "day"))
  var until: String?

  @Option(help: "With a period: the site's file or folder. (default: the site here, above here or in runbooks)")
  var site: String?

  var isAsked: Bool { [quarter, since, until, site].contains { $0 != nil } }

  /// Nil where no period was asked for.
  func report(run: String, as kind: ReportKind) throws -> [UInt8]? {
    guard let choice = try PeriodChoice(quarter: quarter, since: since, until: until) else {
      if site != nil { throw CommandFailure("--site goes with --quarter or --since") }
      return nil
    }
    guard run == "last" else { throw CommandFailure("\(run): a report of a period takes no run") }
    let format = try Self.format(of: kind)
    let state = try StateFolder(environment: Me.environment)
    let document = try PeriodMaker(state: state, choice: choice).document(site: site)
    if format != .json { try ReportMaker.refuse(document.look) }
    let report = try PeriodReport.render(document, as: format)
    guard kind == .pdf else { return report }
    let (bytes, program) = try PDFPrinter(dates: document.look.dates).pdf(of: report)
    Output.error("PDF by \(program)")
    return bytes
  }

  private static func format(of kind: ReportKind) throws(CommandFailure) -> PeriodReport.Format {
    switch kind {
    case .pdf, .own(.html): return .html
    case .own(.markdown): return .markdown
    case .own(.json): return .json
    case .own(let other):
      throw CommandFailure(
        "a report of a period can't be written as \(other.rawValue), but as markdown, html, pdf or json")
    }
  }
}
