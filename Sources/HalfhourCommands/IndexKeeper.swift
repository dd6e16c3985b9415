internal import HistoryIndex
internal import RunCore
internal import RunFolders

/// Brings the index up to date with the journals, from which it is made.
struct IndexKeeper {
  let state: StateFolder

  /// The index with every run that is over; runs that can't be read are named and left out.
  ///
  /// Without a file that can be used, the index is made in memory: it holds nothing that the journals don't.
  func upToDate(anew: Bool) throws -> HistoryIndex {
    do throws(IndexError) {
      let index = try HistoryIndex.open(state.index)
      if let notice = index.notice { Output.error("WARNING: \(notice)") }
      if anew { try index.removeAll() }
      try fill(index)
      return index
    } catch {
      guard !anew else { throw error }
      Output.error("WARNING: \(error)\nWARNING: this list is made from the journals, and kept nowhere.")
      let index = try HistoryIndex.inMemory()
      try fill(index)
      return index
    }
  }

  private func fill(_ index: HistoryIndex) throws(IndexError) {
    let known = try index.knownRuns()
    for run in state.list() where !known.contains(run) {
      let (runState, reading): (RunState, JournalReading)
      do {
        (runState, reading) = try state.folder(of: run).readState()
      } catch {
        Output.error("\(run) can't be read: \(error)")
        continue
      }
      try index.record(RunSummary(of: runState), journalHead: reading.head)
    }
  }
}
