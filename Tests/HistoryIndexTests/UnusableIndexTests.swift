import Foundation
import Glibc
import RunCore
import Testing

@testable import HistoryIndex

struct UnusableIndexTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: scratch.index)) }

  /// Opens what is there, expects it to be set aside, and to have a working index in its place.
  func expectSetAside(_ words: String) throws {
    let index = try HistoryIndex.open(scratch.index)
    let notice = try #require(index.notice)
    #expect(notice.contains(words) && notice.contains("index.sqlite.unusable-1"), "\(notice)")
    #expect(try scratch.names.contains("index.sqlite.unusable-1"))
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(try index.runs(limit: 10).count == 1)
    #expect(try HistoryIndex.open(scratch.index).notice == nil)
  }

  func fill(_ count: Int = 20) throws {
    let index = try HistoryIndex.open(scratch.index)
    for number in 0..<count { try index.record(try Summaries.run(number, steps: 20), journalHead: "") }
    // All that is in the write-ahead log goes to the file.
    _ = try scratch.query("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  @Test func `the index is its owner's alone, with all its companions`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try Summaries.run(1), journalHead: "")
    for name in try scratch.names {
      var status = stat()
      #expect(lstat("\(scratch.path)/\(name)", &status) == 0 && status.st_mode & 0o077 == 0, "\(name)")
    }
    #expect(try scratch.names.contains("index.sqlite-wal"))
  }

  @Test func `an index that was deleted is made anew without a word`() throws {
    try fill()
    for name in try scratch.names { unlink("\(scratch.path)/\(name)") }
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    #expect(try index.knownRuns().all.isEmpty)
  }

  @Test func `an empty file becomes an index`() throws {
    try write([])
    #expect(try HistoryIndex.open(scratch.index).notice == nil)
  }

  @Test func `what isn't a database is set aside`() throws {
    try write(Array(repeating: 0x41, count: 10_000))
    try expectSetAside("damaged")
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.index + ".unusable-1")).count == 10_000)
  }

  @Test(arguments: [50, 99, 100, 4_000, 4_096, 20_000, 40_960])
  func `an index cut short is set aside`(length: Int) throws {
    try fill()
    #expect(truncate(scratch.index, off_t(length)) == 0)
    try expectSetAside("damaged")
  }

  @Test(arguments: [2, 5, 9]) func `an index with a page of rubbish is set aside`(page: Int) throws {
    try fill()
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: scratch.index)))
    try #require(bytes.count > (page + 1) * 4_096)
    for offset in page * 4_096..<(page + 1) * 4_096 { bytes[offset] = 0xA5 }
    try write(bytes)
    try expectSetAside("damaged")
  }

  @Test func `a database of somebody else is set aside, not changed`() throws {
    _ = try scratch.query("CREATE TABLE runs (x); INSERT INTO runs VALUES ('mine')")
    try expectSetAside("not an index of halfhour")
    let aside = try Scratch()
    try FileManager.default.copyItem(atPath: scratch.index + ".unusable-1", toPath: aside.index)
    #expect(try aside.query("SELECT x FROM runs") == "mine")
  }

  @Test func `an index of a newer version is set aside`() throws {
    try fill(1)
    _ = try scratch.query("INSERT INTO grdb_migrations VALUES ('2: what we do not know yet')")
    try expectSetAside("made by a newer version of halfhour")
  }

  @Test func `an index whose tables are missing is set aside or made anew on demand`() throws {
    try fill(1)
    _ = try scratch.query("DROP TABLE services")
    let index = try HistoryIndex.open(scratch.index)
    do throws(IndexError) {
      _ = try index.runs(limit: 1)
      Issue.record("it was listed")
    } catch {
      #expect(error.message.contains("halfhour runs --reindex"))
    }
    try index.removeAll()
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(try index.runs(limit: 10).count == 1)
  }

  @Test func `damage that comes while it is open is mended when all is removed`() throws {
    try fill()
    let index = try HistoryIndex.open(scratch.index)
    try write(Array(repeating: 0xA5, count: 40_960))
    try index.removeAll()
    #expect(try index.runs(limit: 10).isEmpty)
    #expect(try HistoryIndex.open(scratch.index).runs(limit: 10).isEmpty)
  }

  @Test func `a place that can't be written is an error with its path`() throws {
    do throws(IndexError) {
      _ = try HistoryIndex.open(scratch.path + "/nowhere/index.sqlite")
      Issue.record("it was opened")
    } catch {
      #expect(error.message.contains("/nowhere/index.sqlite") && error.message.contains("No such file"))
    }
    symlink("/dev/null", scratch.index)
    #expect(throws: IndexError.self) { try HistoryIndex.open(scratch.index) }
  }

  @Test func `two that write at once lose nothing`() async throws {
    let path = scratch.index
    try await withThrowingTaskGroup(of: Void.self) { group in
      for half in 0..<2 {
        group.addTask {
          let index = try HistoryIndex.open(path)
          for number in 0..<50 { try index.record(try Summaries.run(number * 2 + half), journalHead: "") }
        }
      }
      try await group.waitForAll()
    }
    #expect(try HistoryIndex.open(path).runs(limit: 1_000).count == 100)
  }

  @Test func `of many that find it unusable, one sets it aside`() async throws {
    try write(Array(repeating: 0x41, count: 10_000))
    let path = scratch.index
    let notices = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<8 {
        group.addTask {
          let index = try HistoryIndex.open(path)
          try index.record(try Summaries.run(number), journalHead: "")
          return index.notice
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
    }
    #expect(notices == 1)
    #expect(try HistoryIndex.open(path).runs(limit: 100).count == 8)
  }

  @Test func `whoever opens it waits for one who sets it aside`() async throws {
    try write(Array(repeating: 0x41, count: 10_000))
    let path = scratch.index
    let lock = Glibc.open(path + ".lock", O_RDWR | O_CREAT, 0o600)
    #expect(flock(lock, LOCK_EX) == 0)
    let opening = Task.detached { try HistoryIndex.open(path).notice }
    try await Task.sleep(for: .milliseconds(200))
    #expect(try !scratch.names.contains("index.sqlite.unusable-1"))
    close(lock)
    #expect(try await opening.value != nil)
  }

  @Test func `another process that writes for a while is waited for`() throws {
    let (index, reader) = (try HistoryIndex.open(scratch.index), try HistoryIndex.open(scratch.index))
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [scratch.index]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data("BEGIN IMMEDIATE;\n.shell echo held; sleep 0.7\nCOMMIT;\n.quit\n".utf8))
    #expect(output.fileHandleForReading.readData(ofLength: 4) == Data("held".utf8))
    #expect(try reader.runs(limit: 1).isEmpty, "who only reads doesn't wait")
    #expect(try HistoryIndex.open(scratch.index).notice == nil)
    #expect(process.isRunning)
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(try index.runs(limit: 1).count == 1)
    process.waitUntilExit()
  }

  @Test func `an index of an older version is brought to today's tables`() throws {
    _ = try scratch.query(
      "PRAGMA application_id = 1212705144; CREATE TABLE grdb_migrations (identifier TEXT PRIMARY KEY)")
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(try index.runs(limit: 10).count == 1)
  }

  @Test func `an index that says it is older than its tables are is set aside`() throws {
    try fill(1)
    _ = try scratch.query("DELETE FROM grdb_migrations")
    try expectSetAside("damaged")
  }

  @Test func `an index cut at any length is usable, set aside, or refused with the way out`() throws {
    try fill()
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch.index))
    for length in stride(from: 0, to: whole.count, by: 4_051) { try expectUsableInTheEnd(Array(whole.prefix(length))) }
  }

  @Test func `an index with rubbish anywhere is usable, set aside, or refused with the way out`() throws {
    try fill()
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: scratch.index)))
    for place in stride(from: 0, to: whole.count - 40, by: 2_803) {
      var bytes = whole
      for offset in 0..<40 { bytes[place + offset] = UInt8(truncatingIfNeeded: (place + offset) &* 2_654_435_761 >> 8) }
      try expectUsableInTheEnd(bytes)
    }
  }

  /// Whatever the file holds: no crash, words with the way out when it is refused, and a working index behind that.
  private func expectUsableInTheEnd(_ bytes: [UInt8]) throws {
    let place = try Scratch()
    try Data(bytes).write(to: URL(fileURLWithPath: place.index))
    let index = try HistoryIndex.open(place.index)
    do throws(IndexError) {
      _ = try index.runs(limit: 100)
      _ = try index.knownRuns()
    } catch {
      #expect(error.message.contains("halfhour runs --reindex"), "\(error)")
    }
    try index.removeAll()
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(try index.runs(limit: 10).count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func `a process that is stopped while it opens the index holds nobody up for ever`()
    throws
  {
    let lock = Glibc.open(scratch.index + ".lock", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    do throws(IndexError) {
      _ = try HistoryIndex.open(scratch.index)
      Issue.record("it was opened")
    } catch {
      #expect(error.message == "\(scratch.index): another process has held it for 10 seconds")
    }
  }
}
