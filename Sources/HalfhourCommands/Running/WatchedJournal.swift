internal import RunCore
internal import RunFolders

/// Reads a journal again only when it has grown, because a long one takes its time.
struct WatchedJournal {
  private let folder: RunFolder
  private var length: Int?

  init(_ folder: RunFolder) { self.folder = folder }

  mutating func readIfChanged() throws -> (RunState, JournalReading)? {
    let now = folder.journalLength
    guard now == nil || now != length else { return nil }
    let (state, reading) = try folder.readState()
    length = now
    return (state, reading)
  }
}
