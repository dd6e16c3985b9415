import Glibc
import RunCore
import Testing

@testable import RunFolders

struct StateFolderTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  @Test func `the environment chooses the folder, the nearest word first`() throws {
    let (given, xdg, home) = (stand.path + "/given", stand.path + "/xdg", stand.path + "/home")
    var environment = ["HALFHOUR_STATE": given, "XDG_STATE_HOME": xdg, "HOME": home]
    #expect(try StateFolder(environment: environment).path == given)
    environment["HALFHOUR_STATE"] = ""
    #expect(try StateFolder(environment: environment).path == xdg + "/halfhour")
    environment["XDG_STATE_HOME"] = "relative"
    #expect(try StateFolder(environment: environment).path == home + "/.local/state/halfhour")
    #expect(throws: FolderError.self) { try StateFolder(environment: [:]) }
    #expect(throws: FolderError.self) { try StateFolder(environment: ["HALFHOUR_STATE": "here"]) }
  }

  @Test(arguments: [0o000, 0o077, 0o777] as [mode_t])
  func `folders are 0700 and files 0600 whatever the umask`(mask: mode_t) throws {
    let before = umask(mask)
    defer { umask(before) }
    let folder = try stand.run()
    try folder.write(Sample.text, files: [])
    _ = try JournalFile(folder, after: nil)
    let state = stand.path + "/state"
    for path in [state, state + "/runs", state + "/locks", folder.path, folder.plan, folder.planFiles, folder.logs] {
      #expect(mode(path) == 0o700, "\(path)")
    }
    for path in [folder.journal, folder.plan + "/plan.json"] { #expect(mode(path) == 0o600, "\(path)") }
  }

  @Test func `what a killed import or prune left goes, and an import that is under way stays`() throws {
    let state = try stand.state
    let runs = stand.path + "/state/runs"
    _ = Shell.run(
      """
      cd \(runs) && mkdir -p .gone-x/logs .import.old/unpacked/r .import.new/unpacked .import.busy/unpacked .imported
      touch -d '2 days ago' .import.old/unpacked .import.old .import.busy .imported
      """)
    try state.removeRemains()
    #expect(SafeFolder.hiddenNames(in: runs) == [".import.busy", ".import.new", ".imported"])
  }

  func refusal(_ path: String) throws -> String {
    do throws(FolderError) {
      _ = try StateFolder(environment: ["HALFHOUR_STATE": path])
      return "it was taken"
    } catch {
      return error.message
    }
  }

  @Test func `a folder that others can write is refused with the way out`() throws {
    let path = stand.path + "/state"
    defer { _ = Shell.run("rm -rf $1", [path]) }
    _ = Shell.run("mkdir -p $1; chmod 0777 $1", [path])
    #expect(try refusal(path) == "\(path) can be written by others. Do: chmod go-w \(path)")
  }

  @Test func `a folder in one where anybody can put another in its place is refused`() throws {
    _ = Shell.run("mkdir $1/open; chmod 0777 $1/open", [stand.path])
    #expect(try refusal(stand.path + "/open/state").hasPrefix("everybody can write in \(stand.path)/open"))
    _ = Shell.run("chmod 1777 $1/open", [stand.path])
    #expect(try refusal(stand.path + "/open/state") == "it was taken")
  }

  @Test(arguments: ["", "/", "//"])
  func `a link of one's own is followed, also behind a slash, and judged by where it leads`(end: String) throws {
    _ = Shell.run("mkdir $1/real; ln -s real $1/link", [stand.path])
    #expect(try refusal(stand.path + "/link" + end) == "it was taken")
    _ = Shell.run("chmod 0777 $1/real", [stand.path])
    #expect(try refusal(stand.path + "/link" + end).contains("real can be written by others"))
  }

  @Test func `a link to nowhere, a file and a folder below a file are refused`() throws {
    _ = Shell.run("ln -s nowhere $1/link; touch $1/file", [stand.path])
    #expect(try refusal(stand.path + "/link/state").contains("can't be made"))
    #expect(try refusal(stand.path + "/file").contains("is not a folder"))
    #expect(try refusal(stand.path + "/file/state").contains("Not a directory"))
  }

  @Test(.enabled(if: geteuid() == 0)) func `a folder of somebody else is refused`() throws {
    _ = Shell.run("mkdir $1/state; chown 65534 $1/state", [stand.path])
    #expect(try refusal(stand.path + "/state").contains("belongs to user 65534, not to you"))
  }

  @Test(.enabled(if: Shell.canMount)) func `on a disk that can't be written, what is there can still be read`()
    async throws
  {
    _ = Shell.run("mkdir $1/state; mount -t tmpfs -o mode=700 tmpfs $1/state", [stand.path])
    defer { _ = Shell.run("umount -l $1/state", [stand.path]) }
    #expect(Shell.run("mount -o remount,ro $1/state", [stand.path]).status == 0)
    #expect(try refusal(stand.path + "/state").contains("Read-only file system"))
    _ = Shell.run("mount -o remount,rw $1/state", [stand.path])
    let folder = try await stand.begunRun()
    _ = Shell.run("mount -o remount,ro $1/state", [stand.path])
    #expect(try stand.state.list().count == 1)
    #expect(try folder.readState().state.lastSequence == 2)
    #expect(throws: FolderError.self) { try stand.run("20261122-000000-shop-0000") }
    #expect(throws: FolderError.self) { try folder.writeReport(Array("x".utf8), extension: "md") }
  }

  @Test func `a shared folder keeps its mode, and what is ours in it becomes private`() throws {
    _ = Shell.run("mkdir -p $1/state/runs; chmod 755 $1/state $1/state/runs", [stand.path])
    _ = try stand.state
    #expect(mode(stand.path + "/state") == 0o755)
    #expect(mode(stand.path + "/state/runs") == 0o700)
  }

  @Test func `a run is found by what a person remembers of its name`() throws {
    let state = try stand.state
    #expect(throws: FolderError.self) { try state.find("last") }
    let names = ["20261121-045507-shop-7f3a", "20261122-045507-shop-aaaa", "20261122-095507-mail-7f3b"]
    for name in names.reversed() { _ = Shell.run("echo entry >$1", [try stand.run(name).journal]) }
    _ = try stand.run("20261123-000000-never-begun")
    _ = try JournalFile(stand.run("20261123-000000-killed-before-its-first-entry"), after: nil)
    #expect(state.list().map(\.text) == names)
    for (text, index) in [("last", 2), ("20261121", 0), ("aaaa", 1), ("mail-7f3b", 2), (names[1], 1)] {
      #expect(try state.find(text).text == names[index])
    }
    for text in ["2026", "nope", "", "..", "/"] { #expect(throws: FolderError.self) { try state.find(text) } }
    do throws(FolderError) {
      _ = try state.find("20261122")
    } catch {
      #expect(error.message == "20261122 could be \(names[1]), \(names[2]): say more of it")
    }
  }

  @Test func `a whole name counts, though another run's name begins with it`() throws {
    let state = try stand.state
    let names = ["20261121-045507-shop-7f3a", "20261121-045507-shop-7f3a-again"]
    for name in names { _ = Shell.run("echo entry >$1", [try stand.run(name).journal]) }
    #expect(try state.find(names[0]).text == names[0])
  }

  @Test func `what the index knows is set against what is there`() throws {
    let state = try stand.state
    #expect(!state.hasRuns())
    for name in ["1", "2", "3"] { _ = Shell.run("echo entry >$1", [try stand.run(name).journal]) }
    _ = try stand.run("4-never-begun")
    let known: Set<RunID> = ["2", "4-never-begun", "5"].reduce(into: []) { $0.insert(RunID($1)) }
    let (new, gone) = state.list(besides: known)
    #expect(new.map(\.text) == ["1", "3"])
    #expect(gone.map(\.text).sorted() == ["4-never-begun", "5"], "a folder without a journal is no run")
    #expect(state.hasRuns() && state.hasRuns(besides: RunID("1")))
    for name in ["1", "2"] { _ = Shell.run("rm -r $1", [state.folder(of: RunID(name)).path]) }
    #expect(state.hasRuns() && !state.hasRuns(besides: RunID("3")))
  }

  @Test func `a journal's head is told without reading its entries`() async throws {
    let folder = try await stand.begunRun()
    #expect(folder.journalHead == (try folder.readJournal().head))
    let whole = try bytes(folder.journal)
    try put(whole + Array(#"{"prev":"torn"#.utf8), folder.journal)
    #expect(folder.journalHead == (try folder.readJournal().head), "a torn line doesn't count")
    try put(Array(whole.prefix(whole.count - 1)), folder.journal)
    #expect(folder.journalHead == (try folder.readJournal().head), "nor does one without its newline")
    try put(Array("nothing".utf8), folder.journal)
    #expect(folder.journalHead == nil)
  }

  @Test func `names of runs sort by time, also when the clock on the wall goes back`() {
    let before = WallTime(nanoseconds: 1_792_890_000_000_000_000, offset: 7_200)
    let after = WallTime(nanoseconds: before.nanoseconds + 60_000_000_000, offset: 3_600)
    let ids = [before, after].map { RunID(at: $0, runbook: "shop", chance: 10) }
    #expect(ids[0] < ids[1])
    #expect(ids[0].text.hasSuffix("-shop-000a"))
  }

  @Test func `a run's name is taken once`() throws {
    _ = try stand.run()
    #expect(throws: FolderError.self) { try stand.run() }
  }
}
