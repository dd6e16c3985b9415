import Foundation
import RecoveryPlanning
import RunCore
import RunFolders
import RunbookLoading
import RunbookModel
import Testing

@testable import HalfhourCommands

/// A run on disk that has asked about its step `load`, in a folder of its own.
struct KeptRun {
  let folder: RunFolder
  var state: RunState

  static let site = """
    site: Test site
    services:
      shop: { tier: critical }
    hosts:
      db: { live: root@10.0.0.13, drill: root@10.99.0.13, spare: root@10.0.0.23 }
      web: { live: root@10.0.0.14, drill: root@10.99.0.14 }
    """

  static let runbook = """
    runbook: shop
    service: shop
    inputs:
      backups: { default: /srv/backups }
    restore:
      - id: newest
        run: ./newest
        files: [newest]
        outputs: [dump]
      - id: load
        name: Load the dump
        on: db
        files: [newest]
        run: |
          pg_restore shop
        on_failure: ask
        undo: dropdb shop
      - id: after
        run: "true"
    verify:
      - { id: see, run: "true", expect: { exit: 0 } }
    """

  static func play(
    _ mode: RunMode = .drill, texts: [String: String] = [:], root: String = "books/shop.yaml",
    hosts: HostChoice = HostChoice(), _ body: (KeptRun) throws -> Void
  ) throws {
    var name = Array("/tmp/halfhour-test.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw CommandFailure("no folder") }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record("\(path) stays: \(error)") }
    }
    var all = ["books/site.yaml": site, "books/shop.yaml": runbook, "books/newest": "#!/bin/sh\necho dump=x\n"]
    all.merge(texts) { _, new in new }
    try body(try KeptRun(path, mode, FileSource(texts: all, executable: ["books/newest"]), root, hosts))
  }

  private init(_ path: String, _ mode: RunMode, _ files: FileSource, _ root: String, _ hosts: HostChoice) throws {
    let (loaded, diagnostics) = RunbookLoader.load(runbook: root, files: files)
    let known = try #require(loaded, "\(diagnostics)")
    let request = PlanMaker.request(
      for: known, mode: mode, inputs: [], hosts: hosts, files: known.files.map(PlannedFile.init))
    let (plan, problems) = RecoveryPlanner.plan(request)
    let made = try #require(plan, "\(problems)")
    let states = try StateFolder(environment: ["HALFHOUR_STATE": path])
    folder = try states.create(RunID("r-shop-1"))
    let bytes = Dictionary(known.files.map { ($0.path, $0.bytes) }) { first, _ in first }
    try folder.write(PlanText(of: made), files: made.files.map { ($0, bytes[$0.path] ?? []) })
    state = RunState(plan: try folder.readPlan().plan)
    try say(
      .runOpened(
        RunOpening(
          run: RunID("r"), mode: mode, planHash: "0", startedBy: Operator(user: "root"), version: "1", folder: "/")))
  }

  mutating func say(_ event: Entry) throws {
    let stamp = Stamp(wall: WallTime(nanoseconds: 0), uptime: Uptime(nanoseconds: 0))
    try state.apply(JournalEntry(sequence: state.lastSequence + 1, stamp: stamp, event: event))
  }

  var editor: StepEditor { StepEditor(folder: folder, state: state) }

  /// What is said of an edit of the step `load` that can't be used.
  func complaint(_ edit: (String) -> String) -> String {
    do throws(CommandFailure) {
      let change = try editor.change(of: "shop.load", to: edit(try editor.text(of: "shop.load")))
      return "accepted: \(change?.difference ?? "nothing")"
    } catch {
      return error.message
    }
  }

  func complaint(ofText step: StepID) -> String {
    do throws(CommandFailure) {
      return "accepted: \(try editor.text(of: step))"
    } catch {
      return error.message
    }
  }

  func complaint(ofInput text: String) -> String {
    do throws(CommandFailure) {
      return "accepted: \(try editor.inputChange(text, for: "shop.load"))"
    } catch {
      return error.message
    }
  }
}

extension StepID: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    let parts = text.split(separator: ".").map(String.init)
    self.init(RunbookName(parts[0]), StepName(parts[1]))
  }
}
