import Glibc
import RunCore
import Testing

@testable import RunFolders

struct JournalFileTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  @Test func `the journal can be read by its owner alone`() async throws {
    let folder = try await stand.begunRun()
    #expect(mode(folder.journal) == 0o600)
  }

  @Test func `a second journal is never begun over the first`() async throws {
    let folder = try await stand.begunRun()
    #expect(throws: FolderError.self) { try JournalFile(folder, after: nil) }
  }

  @Test func `after a torn line the chain goes on, and the torn bytes stay beside it`() async throws {
    let folder = try await stand.begunRun([Sample.started()])
    let whole = try bytes(folder.journal)
    #expect(truncate(folder.journal, off_t(whole.count - 5)) == 0)
    let reading = try folder.readJournal()
    let file = try JournalFile(folder, after: reading)
    #expect(file.head == reading.head)
    try await file.append(Sample.entries([Sample.started()], after: 2))
    #expect(try bytes(folder.journal) == whole)
    #expect(try bytes(folder.journal + ".torn-1") == reading.tornBytes)
    #expect(reading.tornBytes.count > 100)
  }

  @Test func `a second torn line doesn't take the place of the first`() async throws {
    let folder = try await stand.begunRun()
    let whole = try bytes(folder.journal)
    for number in 1...2 {
      try put(whole + Array("torn \(number)".utf8), folder.journal)
      try await JournalFile(folder, after: try folder.readJournal()).append(
        Sample.entries([Sample.started()], after: 2))
      #expect(try bytes("\(folder.journal).torn-\(number)") == Array("torn \(number)".utf8))
    }
    #expect(try folder.readJournal().verdict == .intact)
  }

  @Test func `nothing is added to a broken journal`() async throws {
    let folder = try await stand.begunRun()
    var changed = try bytes(folder.journal)
    changed[200] ^= 1
    try put(changed, folder.journal)
    #expect(throws: FolderError.self) { try JournalFile(folder, after: try folder.readJournal()) }
    #expect(throws: FolderError.self) { try folder.readState() }
    #expect(try bytes(folder.journal) == changed)
  }

  @Test(.enabled(if: Shell.canMount)) func `a full disk fails the group whole, and the next try repairs the end`()
    async throws
  {
    _ = try stand.state
    #expect(Shell.run("mount -t tmpfs -o size=1m,mode=700 tmpfs $1", [stand.path + "/state"]).status == 0)
    defer { _ = Shell.run("umount -l $1", [stand.path + "/state"]) }
    let folder = try stand.run()
    let file = try JournalFile(folder, after: nil)
    try await file.append(Sample.entries(Sample.beginning))
    let (head, length) = (file.head, try bytes(folder.journal).count)
    _ = Shell.run("cat /dev/zero >$1/ballast", [folder.path])
    let group = Sample.entries(Array(repeating: Sample.started(), count: 600), after: 2)
    await #expect(throws: FolderError.self) { try await file.append(group) }
    #expect(try bytes(folder.journal).count == length, "the shortage is told while the room held for the end is whole")
    await #expect(throws: FolderError.self) { try await file.append(group) }
    #expect(file.head == head)
    #expect(try bytes(folder.journal).count > length, "the disk took a part, which is what has to be repaired")
    #expect(try JournalReading(bytes(folder.journal)).entries.count < 602)
    unlink(folder.path + "/ballast")
    let few = Array(group.prefix(3))
    try await file.append(few)
    let reading = try folder.readJournal()
    #expect(reading.verdict == .intact)
    #expect(reading.entries == Sample.entries(Sample.beginning) + few)
    #expect(reading.head == file.head)
  }

  @Test(.enabled(if: Shell.canMount)) func `a shortage is told once, and the end still finds room`() async throws {
    _ = try stand.state
    #expect(Shell.run("mount -t tmpfs -o size=1m,mode=700 tmpfs $1", [stand.path + "/state"]).status == 0)
    defer { _ = Shell.run("umount -l $1", [stand.path + "/state"]) }
    let folder = try stand.run()
    let file = try JournalFile(folder, after: nil)
    try await file.append(Sample.entries(Sample.beginning))
    _ = Shell.run("cat /dev/zero >$1/ballast", [folder.path])
    var written = 2
    var told = 0
    while written < 250 {
      let entries = Sample.entries([Sample.started()], after: written)
      do {
        try await file.append(entries)
        written += 1
      } catch {
        told += 1
        if told > 1 { break }
        #expect(written > 20)
      }
    }
    #expect(told >= 1 && written > 60, "after \(written) entries: told \(told) times")
    #expect(try folder.readJournal().entries.count == written)
  }

  @Test(.enabled(if: Shell.canMount)) func `a full disk doesn't keep a torn journal from being opened`() async throws {
    _ = try stand.state
    #expect(Shell.run("mount -t tmpfs -o size=1m,mode=700 tmpfs $1", [stand.path + "/state"]).status == 0)
    defer { _ = Shell.run("umount -l $1", [stand.path + "/state"]) }
    let folder = try await stand.begunRun()
    _ = Shell.run("printf torn >>$1; cat /dev/zero >$2/ballast", [folder.journal, folder.path])
    let file = try JournalFile(folder, after: try folder.readJournal())
    let next = Sample.entries([Sample.started()], after: 2)
    await #expect(throws: FolderError.self) { try await file.append(next) }
    unlink(folder.path + "/ballast")
    try await file.append(next)
    #expect(try folder.readJournal().verdict == .intact)
    #expect(try bytes(folder.journal + ".torn-1") == Array("torn".utf8))
  }

  @Test func `whoever reads while it is written finds whole lines and perhaps a torn one`() async throws {
    let folder = try await stand.begunRun()
    let file = try JournalFile(folder, after: try folder.readJournal())
    let writing = Task {
      for number in 0..<200 { try await file.append(Sample.entries([.bookkeepingRestored], after: 2 + number)) }
    }
    var readings = 0
    while readings < 50 {
      let reading = try folder.readJournal()
      if case .broken(let line, let reason) = reading.verdict { Issue.record("line \(line): \(reason)") }
      readings += 1
      await Task.yield()
    }
    try await writing.value
    #expect(try folder.readJournal().entries.count == 202)
  }
}
