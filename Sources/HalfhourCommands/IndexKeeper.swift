internal import HistoryIndex
internal import RunCore
internal import RunFolders

/// Brings the index up to date with the journals, from which it is made.
struct IndexKeeper {
  let state: StateFolder

  /// The index with every run that is over; runs that can't be read are named and left out.
  ///
  /// Without a file that can be used, the index is made in memory: it holds nothing that the journals don't. Whoever
  /// rests more than a list on it has every journal's last line compared, not only those of runs that were not over.
  func upToDate(anew: Bool, comparingAll: Bool = false) throws -> HistoryIndex {
    do throws(IndexError) {
      let index = try HistoryIndex.open(state.index)
      if let notice = index.notice { Output.error("WARNING: \(notice)") }
      if anew { try index.removeAll() }
      try fill(index, comparingAll: comparingAll)
      return index
    } catch {
      guard !anew else { throw error }
      Output.error("WARNING: \(error)\nWARNING: this list is made from the journals, and kept nowhere.")
      let index = try HistoryIndex.inMemory()
      try fill(index, comparingAll: false)
      return index
    }
  }

  /// The index with the newest runs taken in, for whoever can't wait for all of them; nil, with a warning, where there
  /// is none that can be used. A run that is about to be reported is left out: it is taken in by who ends it.
  func glance(without run: RunID? = nil, most: Int = mostAtAGlance) -> HistoryIndex? {
    do throws(IndexError) {
      let index = try HistoryIndex.open(state.index, patience: Self.patienceAtAGlance)
      if let notice = index.notice { Output.error("WARNING: \(notice)") }
      let missing = try news(for: index).missing.filter { $0 != run }
      try JournalIntake(state: state, index: index).take(missing.suffix(most))
      if missing.count > most {
        let left = missing.count - most
        Output.error("WARNING: \(left) earlier runs are not in the index, and are passed over: halfhour runs")
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
  static let mostAtAGlance = 50

  private func fill(_ index: HistoryIndex, comparingAll: Bool) throws(IndexError) {
    let news = try news(for: index)
    try index.forget(news.gone)
    try JournalIntake(state: state, index: index).take(news.missing[...])
    guard comparingAll else { return }
    let outdated = try index.holds().filter { $0.value.journalHead != state.folder(of: $0.key).journalHead }
    try JournalIntake(state: state, index: index).take(outdated.keys.sorted()[...])
  }

  /// The runs that the index lacks, or knows only as they were, the oldest first; and those whose folders are gone.
  private func news(for index: HistoryIndex) throws(IndexError) -> (missing: [RunID], gone: Set<RunID>) {
    let known = try index.knownRuns()
    let (new, gone) = state.list(besides: known.all)
    // One that nobody ever took up again is not read time after time.
    let changed = known.unfinished.filter { !gone.contains($0.key) && state.folder(of: $0.key).journalHead != $0.value }
    return (changed.isEmpty ? new : (new + changed.keys).sorted(), gone)
  }
}
