internal import Foundation
internal import RunCore

/// A journal that holds what is durable, as the lines that a real one would hold.
struct SimulatedJournal {
  /// Decoded again from their lines, so that nothing survives that the format can't say.
  private(set) var entries: [JournalEntry] = []
  private(set) var lines: [String] = []
  /// A line that came back as something else, or not at all.
  private(set) var fault: String?

  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  var lastSequence: Int { entries.last?.sequence ?? 0 }

  /// Takes over what isn't there yet; a write that was reported as failed may have landed.
  mutating func append(_ new: [JournalEntry]) {
    for entry in new where entry.sequence > lastSequence {
      do {
        let data = try Self.encoder.encode(entry)
        let read = try JSONDecoder().decode(JournalEntry.self, from: data)
        let line = String(decoding: data, as: UTF8.self)
        if read != entry { fault = "came back changed: \(line)" }
        lines.append(line)
        entries.append(read)
      } catch {
        fault = "\(entry) can't be written and read: \(error)"
        return
      }
    }
  }
}
