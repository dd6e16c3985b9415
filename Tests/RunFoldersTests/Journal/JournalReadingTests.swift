import RunCore
import Testing

@testable import RunFolders

struct JournalReadingTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  static let events: [Entry] = Sample.beginning + [Sample.started(), Sample.finished()]

  func journal() async throws -> [UInt8] {
    let folder = try stand.run()
    return try await Self.write(to: folder)
  }

  static func write(to folder: RunFolder) async throws -> [UInt8] {
    let file = try JournalFile(folder, after: nil)
    try await file.append(Sample.entries(Array(events.prefix(1))))
    try await file.append(Sample.entries(Array(events.dropFirst()), after: 1))
    return try bytes(folder.journal)
  }

  @Test func `what was written is read again`() async throws {
    let reading = JournalReading(try await journal())
    #expect(reading.verdict == .intact)
    #expect(reading.entries == Sample.entries(Self.events))
  }

  @Test func `the hash of the line that ended the run is not that of what was said later`() async throws {
    let folder = try stand.run()
    let ended = Self.events + [.runFinished(RunEnding(verdict: .passed, findings: []))]
    let file = try JournalFile(folder, after: nil)
    #expect(file.endHead == nil)
    try await file.append(Sample.entries(ended))
    let end = file.head
    #expect(file.endHead == end)
    try await file.append(Sample.entries([.noted(Note(text: "late", by: Sample.person))], after: ended.count))
    #expect(file.endHead == end && file.head != end)
    let reading = JournalReading(try bytes(folder.journal))
    #expect(reading.endHead == end && reading.head == file.head)
    #expect(JournalHeads(try bytes(folder.journal)).line(of: end) == ended.count)
    let later = try JournalFile(folder, after: reading)
    #expect(later.endHead == end)
    let again = Reopening(purpose: .cleanup, by: Sample.person)
    try await later.append(Sample.entries([.reopened(again)], after: ended.count + 1))
    #expect(later.endHead == nil)
    #expect(JournalReading(try bytes(folder.journal)).endHead == nil)
  }

  @Test func `a journal cut at any length keeps its whole lines and nothing else`() async throws {
    let whole = try await journal()
    for length in 0...whole.count {
      let reading = JournalReading(Array(whole[..<length]))
      let lines = whole[..<length].count { $0 == 0x0A }
      let isBetweenLines = length == 0 || whole[length - 1] == 0x0A
      #expect(reading.verdict == (isBetweenLines ? .intact : .tornLastLine), "cut at \(length)")
      #expect(reading.entries.count == lines)
      #expect(reading.intactBytes + reading.tornBytes.count == length)
    }
  }

  @Test(arguments: [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF] as [UInt8])
  func `a changed byte is found wherever it is, in the last line too`(change: UInt8) async throws {
    let whole = try await journal()
    var line = 1
    for position in whole.indices {
      var changed = whole
      changed[position] ^= change
      expectBroken(changed, at: line, "byte \(position)")
      if whole[position] == 0x0A { line += 1 }
    }
  }

  @Test func `in a journal with entries of every kind, a changed byte is found wherever it is`() async throws {
    let folder = try stand.run()
    let file = try JournalFile(folder, after: nil)
    try await file.append(Sample.entries(Sample.everyKind))
    let whole = try bytes(folder.journal)
    #expect(JournalReading(whole).entries == Sample.entries(Sample.everyKind))
    var line = 1
    for position in whole.indices {
      var changed = whole
      // Another bit at each position; all eight of them come by in every part of a line.
      changed[position] ^= 1 << (position % 8)
      expectBroken(changed, at: line, "byte \(position)")
      if whole[position] == 0x0A { line += 1 }
    }
  }

  private func expectBroken(_ bytes: [UInt8], at line: Int, _ change: String) {
    let reading = JournalReading(bytes)
    guard case .broken(line, let reason) = reading.verdict else {
      Issue.record("\(change) of line \(line): \(reading.verdict)")
      return
    }
    #expect(!reason.isEmpty)
    #expect(reading.entries.count == line - 1, "\(change) of line \(line)")
  }

  @Test func `a missing, a doubled and a moved line are found`() async throws {
    let lines = try await journal().split(separator: 0x0A)
    for order in [[0, 1, 3], [0, 1, 1, 2, 3], [0, 2, 1, 3], [1, 2, 3]] {
      let reading = JournalReading(order.flatMap { lines[$0] + [0x0A] })
      guard case .broken(_, let reason) = reading.verdict else {
        Issue.record("\(order): \(reading.verdict)")
        continue
      }
      #expect(reason.hasPrefix("it does not follow from the line before it"))
    }
  }

  @Test func `zeros after the last line, as a power cut leaves them, are a torn line`() async throws {
    let reading = JournalReading(try await journal() + [UInt8](repeating: 0, count: 4_096))
    #expect(reading.verdict == .tornLastLine)
    #expect(reading.entries.count == Self.events.count)
  }

  @Test(arguments: ["\n", "{}\n", "hello\n", "\u{0}\n", "[]\n\n"])
  func `what was never a journal is said to be none`(text: String) {
    #expect(JournalReading(Array(text.utf8)).verdict == .broken(line: 1, reason: "it is not a journal line"))
  }

  @Test func `a journal of a newer format is refused with the way out`() async throws {
    let text = String(decoding: try await journal(), as: UTF8.self)
    let newer = text.replacing(#""format":2,"#, with: #""format":3,"surprise":[],"#)
    guard case .broken(1, let reason) = JournalReading(Array(newer.utf8)).verdict else {
      Issue.record("it was read")
      return
    }
    #expect(reason == "it is of format 3; this version of halfhour reads up to 2. Use a newer one.")
  }

  @Test func `a newline that was changed is not taken for a torn line`() async throws {
    let whole = try await journal()
    for byte in UInt8.min...UInt8.max where byte != 0x0A && byte != 0 {
      let reading = JournalReading(whole.dropLast() + [byte])
      #expect(
        reading.verdict
          == .broken(line: Self.events.count, reason: "what follows it was changed: it should be a newline"))
    }
    // A line that lacks its newline was not written to its end; so says one that is followed by zeros.
    #expect(JournalReading(whole.dropLast()).verdict == .tornLastLine)
    #expect(JournalReading(whole.dropLast() + [0]).verdict == .tornLastLine)
  }

  @Test func `sha256sum and jq can check a journal without us`() async throws {
    let folder = try stand.run()
    _ = try await Self.write(to: folder)
    let check = """
      head=$(printf '%064d' 0)
      while IFS= read -r line; do
        test "$(printf '%s\\n' "$line" | jq -r .prev)" = "$head" || { echo "broken at $head"; exit 1; }
        test "$(printf '%s' "${line%,\\"sum\\":*}" | sha256sum | cut -c1-16)" = "$(printf '%s' "$line" | jq -r .sum)" ||
          { echo "changed behind $head"; exit 1; }
        head=$(printf '%s' "$line" | sha256sum | cut -d' ' -f1)
      done <"$1"
      echo "$head"
      """
    let (output, status) = Shell.run(check, [folder.journal])
    #expect(status == 0)
    #expect(output == JournalReading(try bytes(folder.journal)).head)
    let last = Shell.run("sed -i s/200000/300000/ $1; \(check)", [folder.journal])
    #expect(last.status == 1 && last.output.hasPrefix("changed behind "), "\(last)")
    let first = Shell.run("sed -i s/laptop/Laptop/ $1; \(check)", [folder.journal])
    #expect(first.status == 1 && first.output.hasPrefix("changed behind "), "\(first)")
  }
}
