internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Makes the reports of a run from its folder, from the site's own files, and from what earlier runs tell.
struct ReportMaker {
  let state: StateFolder
  let folder: RunFolder

  /// What a report of the run as it is now is made of; the journal is read again where its entries aren't at hand.
  func document(of run: RunState, head: String, endHead: String?, entries: [JournalEntry]? = nil) -> ReportDocument {
    let summary = RunSummary(of: run)
    return ReportDocument(
      summary: summary, journal: JournalMark(head: head, endHead: endHead, lines: run.lastSequence),
      trace: trace(of: run, entries), past: PastGathering(state: state, folder: folder).past(of: summary),
      look: folder.isImported ? SiteLook.withoutFiles(run) : SiteLook.of(run))
  }

  /// Nil where the journal on disk doesn't hold what the run knows, as on a full disk: then no line can be named.
  private func trace(of run: RunState, _ entries: [JournalEntry]?) -> JournalTrace? {
    do {
      let entries = try entries ?? folder.readJournal().entries
      return entries.count == run.lastSequence ? JournalTrace(of: run, entries: entries) : nil
    } catch {
      Output.error("WARNING: the report can't say where its figures come from: \(error)")
      return nil
    }
  }

  /// Writes every report that stands in a run's folder; one that can't be made doesn't keep the others from it.
  ///
  /// What of the site's own can't be used is told, and ours stands in its place.
  func write(_ document: ReportDocument) throws {
    var failure: (any Error)?
    var faults = [document.look.logoFault].compactMap { $0 } + document.look.faults
    for format in ReportFormat.kept {
      do {
        let report = try RunReport.renderAnyway(document, as: format)
        faults += report.faults
        try folder.writeReport(report.bytes, extension: format.fileExtension)
      } catch {
        failure = failure ?? error
      }
    }
    for fault in faults { Output.error("WARNING: \(fault.line)") }
    if let failure { throw failure }
  }
}

extension Diagnostic {
  /// In one line: where, and what.
  var line: String { "\(location.file):\(location.line):\(location.column): \(message)" }
}
