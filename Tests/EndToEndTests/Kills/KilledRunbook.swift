import Foundation
import Glibc
import Testing

/// A runbook to be killed, and what must be true at its end however often that happened.
struct KilledRunbook: Sendable, CustomTestStringConvertible {
  var name: String
  var isIncident = false
  /// Goes to the end of `site.yaml`.
  var site = ""
  /// `log/` stands for the folder in which scripts note that they run: each a line in a file of its own.
  var phases: String
  /// The steps that may run only once.
  var once: [String]
  /// How often the others run, which are tried or asked until they hold.
  var more: [String: ClosedRange<Int>] = [:]
  /// Those of the steps whose outcome isn't `passed`.
  var outcomes: [String: String] = [:]
  /// How many steps there are, without planned exclusions.
  var steps: Int
  var exit: Int32 = 0
  var verdict = "passed"
  /// About how long a run takes, in milliseconds, within which kills come.
  var lasts: Int

  var testDescription: String { name }

  var command: [String] { isIncident ? ["recover", "shop.yaml", "--yes"] : ["drill", "shop.yaml"] }

  /// Writes it into a scene.
  func set(_ scene: Scene) throws {
    try scene.write("log/.keep", "")
    try scene.write("page", "here: {{where}}\n")
    if !site.isEmpty { try scene.write("site.yaml", scene.read("site.yaml") + site) }
    try scene.runbook(phases.replacing("log/", with: scene.folder + "/log/"))
  }

  /// The run that has an entry; a process may be killed before it.
  static func begun(_ scene: Scene) -> RunOnDisk? {
    scene.runNames.map { RunOnDisk(folder: scene.state + "/runs/" + $0) }
      .first { (try? $0.journalBytes().contains(0x0A)) ?? false }
  }

  /// What a person would type after a kill.
  func next(_ scene: Scene) -> [String] { Self.begun(scene).map { ["resume", $0.name] } ?? command }

  /// The whole lines of the journal, which nothing may change any more.
  static func lines(_ scene: Scene) -> Data {
    let bytes = (try? begun(scene)?.journalBytes()) ?? Data()
    return bytes.prefix(through: bytes.lastIndex(of: 0x0A) ?? bytes.startIndex - 1)
  }

  /// Nothing was lost, nothing done twice, nothing is left, and the record says what happened.
  func hold(_ scene: Scene, _ end: Ended, _ acknowledged: [Data], _ what: String) throws {
    let run = try #require(Self.begun(scene))
    let isOver = end.exit == exit || (end.exit == 2 && end.err.contains("is over: it \(verdict)\n"))
    #expect(isOver, "\(what): \(end)")
    let bytes = try run.journalBytes()
    for lines in acknowledged { #expect(bytes.starts(with: lines), "\(what): lines of the journal were lost") }
    let journal = try run.journal()
    #expect(journal.last?.entry == "run-finished", "\(what)")
    let passed = try run.outcomes().filter { $0.value != "excluded" }
    #expect(passed.filter { $0.value != "passed" } == outcomes, "\(what): \(passed)")
    #expect(passed.count == steps, "\(what): \(passed.keys.sorted())")
    #expect(journal.filter { $0.entry == "prompt-opened" }.isEmpty, "\(what): nobody had to be asked")
    for step in once {
      #expect(scene.lines("log/\(step)").count == 1, "\(what): \(step) ran \(scene.lines("log/\(step)").count) times")
    }
    for (step, times) in more {
      #expect(times.contains(scene.lines("log/\(step)").count), "\(what): \(step)")
    }
    for name in ["html", "md", "json"] {
      #expect(FileManager.default.fileExists(atPath: run.folder + "/report." + name), "\(what): report.\(name)")
    }
    let left = try scene.jobFolders.map { name in
      let folder = "\(scene.runtime)/halfhour-\(getuid())/\(name)"
      return try "\(name): \(FileManager.default.subpathsOfDirectory(atPath: folder).sorted())"
    }
    let end = end.exit == exit ? "" : end.description
    #expect(left == [], "\(what)\(end): \(journal.suffix(8).map { "\($0.entry) \($0.step)" })")
    #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder + "/work") == [], "\(what)")
    #expect(Processes.ofRun(run.name) == [], "\(what)")
  }
}
