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

  @Test(arguments: [0x01, 0x20, 0x80, 0xFF] as [UInt8])
  func `a changed byte is found wherever it is`(change: UInt8) async throws {
    let whole = try await journal()
    let head = JournalReading(whole).head
    var line = 1
    for position in whole.indices {
      var changed = whole
      changed[position] ^= change
      let reading = JournalReading(changed)
      if line < Self.events.count {
        guard case .broken(let broken, let reason) = reading.verdict else {
          Issue.record("byte \(position) of line \(line): \(reading.verdict)")
          continue
        }
        #expect((line...line + 1).contains(broken) && !reason.isEmpty, "byte \(position) of line \(line)")
        #expect(reading.entries.count == broken - 1)
      } else {
        // Nothing follows the last line, so only who knows the head can tell that it isn't what it was.
        #expect(reading.verdict != .intact || reading.head != head, "byte \(position) of the last line")
      }
      if whole[position] == 0x0A { line += 1 }
    }
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
    let newer = text.replacing(#""format":1,"#, with: #""format":2,"surprise":[],"#)
    guard case .broken(1, let reason) = JournalReading(Array(newer.utf8)).verdict else {
      Issue.record("it was read")
      return
    }
    #expect(reason == "it is of format 2; this version of halfhour reads up to 1. Use a newer one.")
  }

  @Test func `sha256sum and jq can check a journal without us`() async throws {
    let folder = try stand.run()
    _ = try await Self.write(to: folder)
    let check = """
      head=$(printf '%064d' 0)
      while IFS= read -r line; do
        test "$(printf '%s\\n' "$line" | jq -r .prev)" = "$head" || { echo "broken at $head"; exit 1; }
        head=$(printf '%s' "$line" | sha256sum | cut -d' ' -f1)
      done <"$1"
      echo "$head"
      """
    let (output, status) = Shell.run(check, [folder.journal])
    #expect(status == 0)
    #expect(output == JournalReading(try bytes(folder.journal)).head)
    #expect(Shell.run("sed -i s/laptop/Laptop/ $1; \(check)", [folder.journal]).status == 1)
  }
}
