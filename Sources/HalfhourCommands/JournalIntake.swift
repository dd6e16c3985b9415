internal import Dispatch
internal import Glibc
internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import Synchronization

/// Reads journals, several at once, and puts what they tell into the index; those that can't be read are named.
struct JournalIntake {
  let state: StateFolder
  let index: HistoryIndex

  /// So many runs go into the index at once: whoever breaks off loses no more, and does not begin anew.
  private static let batch = 64
  /// Whoever waits for so many is told why.
  private static let worthTelling = 200

  func take(_ runs: ArraySlice<RunID>) throws(IndexError) {
    let isLong = runs.count >= Self.worthTelling
    if isLong {
      Output.error("The index lacks \(runs.count) runs, and is made from their journals; this is done once.")
    }
    var rest = runs
    while !rest.isEmpty {
      let records = read(rest.prefix(Self.batch))
      try index.record(records)
      rest = rest.dropFirst(Self.batch)
      if isLong { tell(runs.count - rest.count, of: runs.count) }
    }
  }

  private func read(_ runs: ArraySlice<RunID>) -> [HistoryIndex.Record] {
    let runs = Array(runs)
    let readings = Mutex<[Int: Result<HistoryIndex.Record, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: runs.count) { number in
      let reading = Result { try record(runs[number]) }
      readings.withLock { $0[number] = reading }
    }
    let all = readings.withLock { $0 }
    return runs.indices.compactMap { number in
      switch all[number] {
      case .success(let record): return record
      case .failure(let error): Output.error("\(runs[number]) can't be read: \(error)")
      case nil: break
      }
      return nil
    }
  }

  private func record(_ run: RunID) throws -> HistoryIndex.Record {
    let (runState, reading) = try state.folder(of: run).readState(older: true)
    return HistoryIndex.Record(summary: RunSummary(of: runState), journalHead: reading.head)
  }

  /// On a terminal alone, as one line that changes.
  private func tell(_ done: Int, of all: Int) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    Output.progress("\r  \(done) of \(all)" + (done == all ? "\n" : ""))
  }
}
