import Digests
import RecoveryPlanning
import RunCore
import Testing

@testable import RunFolders

struct PlanFilesTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  func file(_ path: String, _ text: String, executable: Bool = false) -> (file: PlannedFile, bytes: [UInt8]) {
    let bytes = Array(text.utf8)
    let digest = SHA256Digest(of: bytes).description
    return (PlannedFile(path: path, sha256: digest, size: bytes.count, executable: executable), bytes)
  }

  @Test func `no path leads out of the folder, and no two files share a place`() throws {
    let folder = try stand.run()
    let paths = [
      "a", "/a", "../a", "../../a", "x/../../a", "%up/a", "%root/a", "%%up/a", "__/a", "b/c", "b/./d",
      "/etc/shadow", "../\u{301}a", "../../\u{301}a/\u{301}b", "/\u{301}a",
    ]
    let files = paths.map { file($0, "content of \($0)", executable: $0 == "b/c") }
    let plan = Sample.plan(of: ["load"], files: files.map(\.file))
    try folder.write(PlanText(of: plan), files: files)
    for (planned, bytes) in files {
      let place = folder.planFile(planned.path)
      #expect(try RunFoldersTests.bytes(place) == bytes, "\(planned.path)")
      #expect(
        place.hasPrefix(folder.planFiles + "/")
          && !place.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) })
      #expect(mode(place) == (planned.executable ? 0o700 : 0o600))
    }
    try folder.verifyFiles(of: plan)
    #expect(try folder.readPlan().plan == plan)
  }

  @Test func `a file that is named in two ways is kept once`() throws {
    let folder = try stand.run()
    try folder.write(Sample.text, files: [file("a/b", "x"), file("./a//b", "x")])
    #expect(throws: FolderError.self) {
      try stand.run("other").write(Sample.text, files: [file("a", "x"), file("./a", "y")])
    }
  }

  @Test func `bytes that are not those of the plan are refused`() throws {
    let folder = try stand.run()
    #expect(throws: FolderError.self) { try folder.write(Sample.text, files: [(file("a", "x").file, [])]) }
  }

  @Test func `a copy that was changed or lost is found before a run is taken up`() throws {
    let folder = try stand.run()
    let files = [file("a", "x")]
    let plan = Sample.plan(of: ["load"], files: files.map(\.file))
    try folder.write(PlanText(of: plan), files: files)
    try put(Array("y".utf8), folder.planFile("a"))
    #expect(throws: FolderError.self) { try folder.verifyFiles(of: plan) }
    _ = Shell.run("rm $1", [folder.planFile("a")])
    #expect(throws: FolderError.self) { try folder.verifyFiles(of: plan) }
  }

  @Test func `sha256sum of the kept plan prints the hash by which the journal names it`() async throws {
    let folder = try await stand.begunRun()
    guard case .runOpened(let opening)? = try folder.readJournal().entries.first?.event else {
      Issue.record("the journal doesn't begin with the run's opening")
      return
    }
    #expect(Shell.run("sha256sum <$1/plan.json", [folder.plan]).output == "\(opening.planHash)  -")
  }

  @Test(arguments: ["s/Site/Side/", "1s/$/ /"])
  func `a plan that the run was not started with is refused, to the byte`(change: String) async throws {
    let folder = try await stand.begunRun()
    #expect(try folder.readState().state.lastSequence == 2)
    #expect(Shell.run("sed -i '\(change)' $1/plan.json", [folder.plan]).status == 0)
    do throws(FolderError) {
      _ = try folder.readState()
      Issue.record("it was taken")
    } catch {
      #expect(error.message.contains("is not the plan that this run was started with"))
    }
  }

  @Test(arguments: [
    ("5", "9", "is of format 9; this version of halfhour reads format 5. Use a newer one"),
    ("5", "1", "Use an older one"), ("{", "", "can't be read as a plan"), ("\"mode\"", "\"mood\"", "can't be read"),
  ])
  func `a plan that can't be read says why`(old: String, new: String, words: String) async throws {
    let folder = try await stand.begunRun()
    let pattern = old == "5" ? "s/\"format\" : 5/\"format\" : \(new)/" : "s/\(old)/\(new)/"
    _ = Shell.run("sed -i '\(pattern)' $1/plan.json", [folder.plan])
    do throws(FolderError) {
      _ = try folder.readState()
      Issue.record("it was taken")
    } catch {
      #expect(error.message.contains(words), "\(error)")
    }
  }

  @Test func `a report takes the place of the one before`() throws {
    let folder = try stand.run()
    for text in ["old", "new"] { try folder.writeReport(Array(text.utf8), extension: "md") }
    #expect(try bytes(folder.report(extension: "md")) == Array("new".utf8))
    #expect(Shell.run("ls -A $1", [folder.path]).output == "answers\nlogs\nplan\nreport.md\nwork")
  }
}
