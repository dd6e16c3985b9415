import Digests
import Foundation
import RecoveryPlanning
import RunCore
import RunbookLoading
import RunbookModel

/// A site with runbooks is refused at places that there are, or planned for both modes, always alike.
///
/// The first part of an input is the runbook, the second its site, and further ones are `member-1.yaml` and so on.
enum RunbookTarget: FuzzTarget {
  private static let beside = ["script", "templates/a.conf", "secrets/x"]

  static func run(_ bytes: [UInt8]) {
    var input = FuzzInput(bytes)
    var files = ["run/a.yaml": input.bytes()]
    if !input.isEmpty { files["run/site.yaml"] = input.bytes() }
    while !input.isEmpty, files.count < 6 { files["run/member-\(files.count - 1).yaml"] = input.bytes() }
    let (loaded, diagnostics) = RunbookLoader.load(runbook: "run/a.yaml", files: source(files))
    let isRefused = diagnostics.contains { $0.severity == .error }
    demand((loaded == nil) == isRefused, "runbooks, or errors that say why there are none")
    check(diagnostics, in: files)
    guard let loaded else { return }
    for mode in [RunMode.drill, .incident] { plan(loaded, mode, files) }
  }

  private static func source(_ files: [String: [UInt8]]) -> FileSource {
    FileSource(
      kind: { path in
        if files[path] != nil { return .file(executable: false) }
        if beside.contains(where: { path == "run/\($0)" }) { return .file(executable: path.hasSuffix("script")) }
        return path == "run" ? .folder : nil
      },
      contents: { path in files[path] ?? (path.hasPrefix("run/") ? Array("ip 10.0.0.13\n".utf8) : nil) })
  }

  private static func check(_ diagnostics: [Diagnostic], in files: [String: [UInt8]]) {
    for diagnostic in diagnostics {
      for location in [diagnostic.location] + diagnostic.notes.map(\.location) {
        guard let bytes = files[location.file] else {
          fail("BROKEN PROMISE: \(location) is in a file that was read: \(diagnostic)")
        }
        let places = FilePlaces(file: bytes)
        demand(places.contains(location), "\(location) is a place in the file: \(diagnostic)")
      }
    }
    for diagnostic in diagnostics.prefix(4) {
      FilePlaces.check(diagnostic) { files[$0].map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  private static func plan(_ loaded: LoadedRunbooks, _ mode: RunMode, _ files: [String: [UInt8]]) {
    let missing = Set(loaded.runbooks.flatMap(\.inputs).filter { $0.standard == nil }.map(\.name.text))
    let request = PlanRequest(
      site: loaded.site, root: loaded.root, runbooks: loaded.runbooks, paths: loaded.paths, mode: mode,
      inputs: missing.sorted().map { GivenInput($0, "10.0.0.13") },
      texts: loaded.files.filter { !$0.steps.isEmpty }.map { file in
        FileText(path: file.path, steps: file.steps, text: String(decoding: file.bytes, as: UTF8.self))
      })
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    demand((plan == nil) == diagnostics.contains { $0.severity == .error }, "a plan, or errors that say why not")
    check(diagnostics, in: files.merging(beside.map { ("run/\($0)", Array("ip 10.0.0.13\n".utf8)) }) { old, _ in old })
    guard let plan else { return }
    var done: Set<StepID> = []
    for step in plan.steps {
      demand(step.needs.allSatisfy { done.contains($0.step) }, "steps stand in an order in which they can be done")
      demand(done.insert(step.id).inserted, "\(step.id) is planned once")
    }
    demand(PlanText.hash(of: plan) == RecoveryPlanner.plan(request).plan.map(PlanText.hash), "planned twice alike")
    do {
      let again = try JSONDecoder().decode(Plan.self, from: Data(PlanText(of: plan).bytes))
      demand(again == plan, "a plan that was stored is the same")
    } catch {
      fail("BROKEN PROMISE: a plan can be stored and read: \(error)")
    }
    let listing = PlanListing(plan)
    _ = listing.text(width: 60, commands: true) + listing.json()
    _ = RunSummary(of: RunState(plan: plan))
  }
}
