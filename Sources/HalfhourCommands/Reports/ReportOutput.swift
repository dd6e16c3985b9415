internal import ArgumentParser
internal import Reporting

/// As what a report is written, and where to.
struct ReportOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "markdown, html, pdf, json, steps.csv, services.csv or junit; markdown, or what the file's ending says.",
      valueName: "format"))
  var format: ReportKind?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file rather than to the output, which is `-`.", valueName: "file"))
  var output: String?

  var isAsked: Bool { format != nil || output != nil }

  private var file: String? { output == "-" ? nil : output }

  /// Refuses what could not be written before anything is made.
  func kind() throws(CommandFailure) -> ReportKind {
    let kind = try asked()
    if kind == .pdf, file == nil, Output.isTerminal {
      throw CommandFailure("a PDF is nothing for a terminal: name a file, such as --output report.pdf")
    }
    return kind
  }

  private func asked() throws(CommandFailure) -> ReportKind {
    if let format { return format }
    guard let file else { return .own(.markdown) }
    if let kind = ReportKind(file: file) { return kind }
    throw CommandFailure(
      "\(file) doesn't say what it is to hold: give it one of the endings \(ReportKind.endings), or say --format")
  }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    guard let file else { return Output.bytes(bytes) }
    try OutputFile.write(bytes, to: file)
    Output.line(file)
  }
}
