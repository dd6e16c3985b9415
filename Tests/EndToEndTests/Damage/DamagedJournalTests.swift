import Foundation
import Testing

/// What the program says of a journal that was changed or cut short, and that it changes nothing of it.
struct DamagedJournalTests {
  /// What was done to a journal, and what the commands say of it.
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    /// Nil leaves no journal.
    var change: @Sendable (Data) -> Data?
    var says: String

    var testDescription: String { name }
  }

  static let damages = [
    Damage(name: "a byte in the first line", change: { flip($0, 300) }, says: "line 1 is broken: it was changed"),
    Damage(
      name: "a byte in the last line", change: { flip($0, $0.count - 60) }, says: "is broken: it was changed"),
    Damage(name: "the last newline", change: { flip($0, $0.count - 1) }, says: "it should be a newline"),
    Damage(name: "a line is missing", change: { without(line: 2, $0) }, says: "line 3 is broken: it does not follow"),
    Damage(name: "a page of zeros", change: { zeros($0) }, says: "is broken: "),
    Damage(
      name: "something else", change: { _ in Data("hello\n".utf8) }, says: "line 1 is broken: it is not a journal line"),
    Damage(
      name: "a newer format", change: { newer($0) }, says: "it is of format 9; this version of halfhour reads up to 2"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: damages)
  func `a damaged journal is refused with its line, and kept`(damage: Damage) async throws {
    try await Scene.play { scene in
      let run = try await Self.stopped(scene)
      let damaged = try #require(damage.change(try run.journalBytes()))
      try damaged.write(to: URL(fileURLWithPath: run.folder + "/journal.jsonl"))
      for command in [
        ["resume", run.name], ["report", run.name], ["watch", run.name], ["resume", "last", "--rerun", "b"],
      ] {
        let end = try await scene.start(command).end()
        #expect(end.exit == 2, "\(command): \(end)")
        #expect(
          end.err.contains(run.folder + "/journal.jsonl: ") && end.err.contains(damage.says), "\(command): \(end)")
      }
      // What doesn't need the journal is there all the same, and other runs are.
      let logs = try await scene.halfhour("logs", run.name, "a")
      #expect(logs.exit == 0 && logs.out.contains("from a"), "\(logs)")
      let list = try await scene.halfhour("runs")
      #expect(
        list.exit == 0 && list.err.contains("\(run.name) can't be read: ") && list.err.contains(damage.says), "\(list)")
      #expect(try run.journalBytes() == damaged, "nobody changes a damaged journal")
      #expect(scene.lines("log") == ["a"], "nothing was started on the word of a damaged journal")
    }
  }

  @Test(.timeLimit(.minutes(3))) func `a journal cut at any length is resumed from what is intact or refused`()
    async throws
  {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<16 { group.addTask { try await Self.cut(part, of: 16) } }
      try await group.waitForAll()
    }
  }

  private static func cut(_ part: Int, of parts: Int) async throws {
    try await Scene.play { scene in
      let run = try await stopped(scene)
      let whole = try run.journalBytes()
      let kept = whole.prefix(whole.count * part / parts)
      try kept.write(to: URL(fileURLWithPath: run.folder + "/journal.jsonl"))
      let end = try await scene.halfhour("resume", run.name, "--skip", "b", "--reason", "a test")
      let lines = kept.prefix(through: kept.lastIndex(of: 0x0A) ?? kept.startIndex - 1)
      guard !lines.isEmpty else {
        let says = kept.isEmpty ? "no run is called" : "never began"
        #expect(end.exit == 2 && end.err.contains(says), "cut to \(kept.count): \(end)")
        #expect(try run.journalBytes() == kept)
        return
      }
      // Its job folders are gone, so that what the journal no longer tells is done again, or a person is asked.
      #expect([1, 3, 6].contains(end.exit), "cut to \(kept.count): \(end)")
      #expect(try run.journalBytes().starts(with: lines))
      _ = try run.journal()
      let aside = FileManager.default.contents(atPath: run.folder + "/journal.jsonl.torn-1")
      #expect((aside ?? Data()) == kept.dropFirst(lines.count), "cut to \(kept.count)")
    }
  }

  /// A run whose second step failed and asks a person.
  private static func stopped(_ scene: Scene) async throws -> RunOnDisk {
    let end = try await scene.drill(
      """
      install:
        - { id: a, run: "echo a >>\(scene.folder)/log; echo from a" }
        - { id: b, run: exit 3, on_failure: ask }
      verify:
        - { id: c, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      """)
    #expect(end.exit == 6, "\(end)")
    return try scene.run()
  }

  private static func flip(_ data: Data, _ place: Int) -> Data {
    var data = data
    data[place] ^= 1
    return data
  }

  private static func without(line: Int, _ data: Data) -> Data {
    var lines = data.split(separator: 0x0A)
    lines.remove(at: line)
    return Data(lines.flatMap { $0 + [0x0A] })
  }

  private static func zeros(_ data: Data) -> Data {
    var data = data
    data.replaceSubrange(512..<1_024, with: Data(count: 512))
    return data
  }

  private static func newer(_ data: Data) -> Data {
    Data(String(decoding: data, as: UTF8.self).replacing(#""format":2"#, with: #""format":9"#).utf8)
  }
}
