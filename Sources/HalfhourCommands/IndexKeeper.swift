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

  /// The index with the newest runs taken in, for whoever can't wait for all of them; nil, with a warning, where there
  /// is none that can be used.
  func glance() -> HistoryIndex? {
    do throws(IndexError) {
      let index = try HistoryIndex.open(state.index, patience: Self.patienceAtAGlance)
      if let notice = index.notice { Output.error("WARNING: \(notice)") }
      let left = try fill(index, most: Self.mostAtAGlance)
      if left > 0 {
        Output.error("WARNING: \(left) earlier runs are not in the index, and are passed over: halfhour runs --reindex")
      }
      return index
    } catch {
      Output.error("WARNING: \(error)\nWARNING: what earlier runs tell is not known now.")
      return nil
    }
  }

  /// So long another process that holds the index is waited for meanwhile.
  private static let patienceAtAGlance = Duration.milliseconds(500)

  /// So many journals are read while somebody waits for a recovery to begin.
  private static let mostAtAGlance = 50

  /// Takes in so many runs that the index lacks, the newest first, and returns how many are left.
  private func fill(_ index: HistoryIndex, most: Int) throws(IndexError) -> Int {
    let known = try index.knownRuns()
    let missing = state.list().filter { !known.contains($0) }
    try fill(index, missing.suffix(most))
    return max(0, missing.count - most)
  }

  private func fill(_ index: HistoryIndex) throws(IndexError) {
    let known = try index.knownRuns()
    try fill(index, state.list().filter { !known.contains($0) }[...])
  }

  private func fill(_ index: HistoryIndex, _ runs: ArraySlice<RunID>) throws(IndexError) {
    for run in runs {
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
