internal import Reporting
internal import RunbookModel

extension ReportMaker {
  /// The report that somebody asked for; unlike at the end of a run, nothing of the site's own is passed over in silence.
  func report(of document: ReportDocument, as kind: ReportKind) throws -> [UInt8] {
    switch kind {
    case .own(let format):
      if format.hasLook { try Self.refuse(document.look) }
      return try RunReport.render(document, as: format)
    case .pdf:
      try Self.refuse(document.look)
      let (bytes, program) = try PDFPrinter(dates: document.look.dates).pdf(
        of: try RunReport.render(document, as: .html))
      Output.error("PDF by \(program)")
      return bytes
    }
  }

  /// A picture alone is no reason to do without a report.
  static func refuse(_ look: ReportLook) throws(CommandFailure) {
    if let fault = look.logoFault { Output.error("WARNING: \(fault.line)") }
    let faults = look.faults
    guard let first = faults.first else { return }
    let more = faults.count > 1 ? "\n" + faults.dropFirst().map(\.line).joined(separator: "\n") : ""
    throw CommandFailure("\(first.line)\(more)\nMend or remove it; json, csv and junit don't need it.")
  }
}
