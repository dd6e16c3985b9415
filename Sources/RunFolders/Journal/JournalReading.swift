internal import Foundation
package import RunCore

/// What a journal's bytes say, and how much of it can be trusted.
package struct JournalReading: Sendable {
  package enum Verdict: Hashable, Sendable {
    case intact
    /// The last line was not written to its end; all before it is intact.
    case tornLastLine
    /// A line was changed, doesn't follow from the one before or can't be read: bytes were changed or are missing.
    case broken(line: Int, reason: String)
  }

  /// All entries before the first fault.
  package private(set) var entries: [JournalEntry] = []
  /// The SHA-256 of the last intact line: what the next line will name, and what proves the journal.
  package private(set) var head = JournalLine.root
  /// That of the line that ended the run, the last one where it ended twice; nil while it isn't over.
  package private(set) var endHead: String?
  /// How many bytes the intact lines take.
  package private(set) var intactBytes = 0
  package private(set) var verdict = Verdict.intact
  /// The bytes of a last line that was not written to its end.
  private(set) var tornBytes: [UInt8] = []
  /// From format 2 on, each line ends in a check of its own; so do lines that were added to a journal of format 1 since.
  private var checksAreDue = false

  package init(_ bytes: [UInt8]) {
    let decoder = JSONDecoder()
    var start = 0
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else {
        takeTorn(bytes[start...])
        return
      }
      let line = bytes[start..<end]
      if let reason = take(line, decoder) {
        verdict = .broken(line: entries.count + 1, reason: reason)
        return
      }
      start = end + 1
      intactBytes = start
    }
  }

  /// A write that was cut short leaves the beginning of a line, or zeros; anything behind a whole line is a change.
  private mutating func takeTorn(_ rest: ArraySlice<UInt8>) {
    if let end = rest.indices.last(where: { rest[...$0].suffix(2).elementsEqual(#""}"#.utf8) }),
      rest[(end + 1)...].contains(where: { $0 != 0 }), JournalLine.check(rest[...end]) == .right
    {
      verdict = .broken(line: entries.count + 1, reason: "what follows it was changed: it should be a newline")
    } else {
      verdict = .tornLastLine
      tornBytes = Array(rest)
    }
  }

  /// Takes one line in, or says what is wrong with it.
  private mutating func take(_ line: ArraySlice<UInt8>, _ decoder: JSONDecoder) -> String? {
    let link = #"{"prev":""# + head + #"",""#
    guard line.starts(with: link.utf8) else {
      return line.starts(with: #"{"prev":""#.utf8)
        ? "it does not follow from the line before it; one of the two was changed, or a line is missing"
        : "it is not a journal line"
    }
    let data = Data(line)
    if entries.isEmpty, let reason = Self.refuseNewerFormat(data, decoder) { return reason }
    switch JournalLine.check(line) {
    case .right: checksAreDue = true
    case .absent where !checksAreDue: break
    case .absent, .wrong: return "it was changed: its own check, \"sum\", does not agree with it"
    }
    let entry: JournalEntry
    do {
      entry = try decoder.decode(JournalEntry.self, from: data)
    } catch {
      return "it can't be understood: \(error)"
    }
    guard entry.sequence == entries.count + 1 else { return "it is numbered \(entry.sequence)" }
    if case .runOpened(let opening) = entry.event, opening.format > 1, !checksAreDue {
      return "it was changed: a line of format \(opening.format) ends in \"sum\", a check of its own"
    }
    entries.append(entry)
    head = JournalLine.hash(line)
    entry.event.move(&endHead, to: head)
    return nil
  }

  private static func refuseNewerFormat(_ line: Data, _ decoder: JSONDecoder) -> String? {
    // A line without a format is judged by the decoding of the whole line, which says what is wrong with it.
    guard let format = (try? decoder.decode(JournalLine.Format.self, from: line))?.format,
      format > RunOpening.currentFormat
    else { return nil }
    return
      "it is of format \(format); this version of halfhour reads up to \(RunOpening.currentFormat). Use a newer one."
  }
}

extension Entry {
  /// Keeps the hash of the line that ended a run; one that was taken up again is not over.
  func move(_ endHead: inout String?, to hash: String) {
    switch self {
    case .runFinished: endHead = hash
    case .reopened: endHead = nil
    default: break
    }
  }
}
