import Foundation
import RunCore
import RunbookModel
import Testing

@testable import RunFolders

/// Journals of format 1, whose lines have no check of their own, are read and added to.
struct FormatOneTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  private static let entries = Sample.entries(Sample.beginning + [Sample.started()])

  private static func journal(_ entries: [JournalEntry] = entries) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var previous = JournalLine.root
    for entry in entries {
      let fields = String(decoding: JSONWriter.bytes(of: entry, .compact), as: UTF8.self)
        .replacing(#""format":2"#, with: #""format":1"#)
      let line = Array(#"{"prev":"\#(previous)",\#(fields.dropFirst())"#.utf8)
      previous = JournalLine.hash(line)
      bytes += line + [0x0A]
    }
    return bytes
  }

  @Test func `a journal of format 1 is read as it was`() throws {
    let reading = JournalReading(try Self.journal())
    #expect(reading.verdict == .intact)
    #expect(reading.entries.count == 3)
    #expect(reading.entries.dropFirst() == Self.entries.dropFirst())
  }

  @Test func `what is added to a journal of format 1 has its own checks from then on`() async throws {
    let folder = try stand.run()
    let old = try Self.journal()
    try put(old, folder.journal)
    let file = try JournalFile(folder, after: try folder.readJournal())
    try await file.append(Sample.entries([Sample.finished(), Sample.started()], after: 3))
    let whole = try bytes(folder.journal)
    #expect(whole.starts(with: old))
    let reading = JournalReading(whole)
    #expect(reading.verdict == .intact && reading.entries.count == 5 && reading.head == file.head)
    for position in old.count..<whole.count {
      var changed = whole
      changed[position] ^= 1
      #expect(JournalReading(changed).verdict != .intact, "byte \(position)")
    }
  }

  @Test func `a line of format 2 that lost its check is changed`() async throws {
    let folder = try await stand.begunRun()
    let line = try #require(try bytes(folder.journal).split(separator: 0x0A).first)
    let text = String(decoding: line, as: UTF8.self)
    let without = text.replacing(try Regex(#","sum":"[0-9a-f]{16}""#), with: "")
    #expect(without.count == text.count - 25)
    #expect(
      JournalReading(Array((without + "\n").utf8)).verdict
        == .broken(line: 1, reason: "it was changed: a line of format 2 ends in \"sum\", a check of its own"))
  }

  @Test func `a line of format 2 can't pass for one of format 1`() async throws {
    let folder = try await stand.begunRun()
    let line = try #require(try bytes(folder.journal).split(separator: 0x0A).first)
    let text = String(decoding: line, as: UTF8.self).replacing(#""format":2"#, with: #""format":1"#)
    guard case .broken(1, _) = JournalReading(Array((text + "\n").utf8)).verdict else {
      Issue.record("it was taken")
      return
    }
  }
}
