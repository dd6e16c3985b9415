internal import Foundation
internal import RunCore
internal import RunbookModel

/// A journal that holds what is durable, as the lines that a real one would hold.
struct SimulatedJournal {
  private(set) var entries: [JournalEntry] = []
  /// A line that came back as something else, or not at all.
  private(set) var fault: String?
  /// Entries go through their lines, so that nothing survives that the format can't say; that is most of a simulation's
  /// time, so not every seed does it.
  private let isCoded: Bool
  /// How many entries are known to be durable; what follows landed in a write that was reported as failed.
  private var acknowledged = 0

  init(isCoded: Bool) { self.isCoded = isCoded }

  var lastSequence: Int { entries.last?.sequence ?? 0 }

  /// What a reader finds intact counts, whoever was told what.
  mutating func acknowledge() { acknowledged = entries.count }

  /// After a failure the tail is suspect and is cut off before the next write, as the real one does it.
  mutating func cutSuspectTail() -> Bool {
    guard entries.count > acknowledged else { return false }
    entries.removeLast(entries.count - acknowledged)
    return true
  }

  mutating func append(_ entry: JournalEntry) {
    guard isCoded else { return entries.append(entry) }
    let line = JSONWriter.bytes(of: entry, .compact)
    do {
      let read = try JSONDecoder().decode(JournalEntry.self, from: Data(line))
      if read != entry { fault = "came back changed: \(String(decoding: line, as: UTF8.self))" }
      entries.append(read)
    } catch {
      fault = "\(entry) can't be written and read: \(error)"
    }
  }
}
