internal import HistoryIndex
internal import RunCore
internal import RunFolders

/// Brings the index up to date with the journals, from which it is made.
struct IndexKeeper {
  let state: StateFolder

  /// The index with every run that is over; runs that can't be read are named and left out.
  func upToDate(anew: Bool) throws -> HistoryIndex {
    let index = try HistoryIndex.open(state.index)
    if let notice = index.notice { Output.error("WARNING: \(notice)") }
    if anew { try index.removeAll() }
    let known = try index.knownRuns()
    for run in state.list() where !known.contains(run) {
      do {
        let (runState, reading) = try state.folder(of: run).readState()
        try index.record(RunSummary(of: runState), journalHead: reading.head)
      } catch let error as FolderError {
        Output.error("\(run) can't be read: \(error)")
      }
    }
    return index
  }
}
