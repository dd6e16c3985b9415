import RunCore
import Testing

@testable import RunFolders

/// The SHA-256 of a journal's last line, read without the rest.
struct JournalHeadTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  @Test(arguments: [
    ["a"], ["first", "second"], [String(repeating: "x", count: 40_000)],
    ["first", String(repeating: "x", count: 16_383)], ["first", String(repeating: "x", count: 16_384)],
    ["first", String(repeating: "x", count: 16_385)], [String(repeating: "y", count: 99_999), "last"],
  ])
  func `it is that of the last whole line, however long that is`(lines: [String]) throws {
    let folder = try stand.run()
    let whole = lines.map { $0 + "\n" }.joined()
    for torn in ["", "{\"prev\":"] {
      try put(Array((whole + torn).utf8), folder.journal)
      #expect(folder.journalHead == JournalHeads(Array(whole.utf8)).all.last, "\(lines.map(\.count)) \(torn)")
    }
  }

  @Test func `without a whole line there is none`() throws {
    let folder = try stand.run()
    #expect(folder.journalHead == nil)
    for text in ["", "torn", String(repeating: "x", count: 20_000)] {
      try put(Array(text.utf8), folder.journal)
      #expect(folder.journalHead == nil)
    }
  }
}
