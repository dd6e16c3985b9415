internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// The runbooks as a run kept them, with what was amended since; loaded and planned again by the run's own choices.
struct KeptTexts {
  let folder: RunFolder
  let state: RunState
  /// Files whose text is another one than in the run's folder.
  private var changed: [String: String] = [:]
  private let root: String
  private let site: String?

  /// The copies with all amendments of the run so far.
  init(folder: RunFolder, state: RunState) throws(CommandFailure) {
    self.folder = folder
    self.state = state
    let files = folder.keptFiles
    let plan = state.plan
    guard let root = Self.root(of: plan, files) else {
      throw CommandFailure("the run's folder has no copy of the runbook \(plan.root)")
    }
    self.root = root
    site = RunbookLoader.sitePath(forRunbook: root, files: files) ?? Self.site(of: plan, files)
    for amendment in state.amendments {
      guard case .step(let change) = amendment.word.change else { continue }
      try replace(change.step.id, with: change.after)
    }
  }

  /// A plan that is older than headings of sets has a set among its files alone.
  private static func root(of plan: Plan, _ files: FileSource) -> String? {
    if let heading = plan.heading { return heading.path }
    return plan.files.map(\.path).first { path in
      guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
      return RunbookLoader.load(runbook: path, files: files).0?.root.name == plan.root
    }
  }

  private static func site(of plan: Plan, _ files: FileSource) -> String? {
    plan.files.map(\.path).first { path in
      guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
      return RunbookLoader.loadSite(path, files: files).0?.name == plan.site.name
    }
  }

  /// What the loader reads: the changed texts before the kept copies.
  var files: FileSource {
    let (changed, kept) = (changed.mapValues { Array($0.utf8) }, folder.keptFiles)
    return FileSource(kind: kept.kind, contents: { changed[$0] ?? kept.contents($0) })
  }

  func text(ofFile path: String) -> String? { files.contents(path).map { String(decoding: $0, as: UTF8.self) } }

  func load() -> (LoadedRunbooks?, [Diagnostic]) { RunbookLoader.load(runbook: root, site: site, files: files) }

  /// Where a step stands now, and its lines.
  func block(of id: StepID) throws(CommandFailure) -> (path: String, block: StepBlock) {
    let (loaded, diagnostics) = load()
    guard let loaded else {
      let first = diagnostics.first { $0.severity == .error }?.message ?? "it has errors"
      throw CommandFailure("this version of halfhour can't read the runbook as the run kept it: \(first)")
    }
    guard let runbook = loaded.runbooks.first(where: { $0.name == id.runbook }), let path = loaded.paths[id.runbook],
      let step = runbook.steps.first(where: { $0.id == id.step }), let text = text(ofFile: path)
    else { throw CommandFailure("\(id) is no step of a runbook, so there is nothing to edit") }
    guard let block = StepBlock(at: step.location, in: text) else {
      throw CommandFailure("\(id) shares its line with other steps in \(path), so it can't be edited by itself")
    }
    return (path, block)
  }

  /// Puts another text in a step's place; filled up to so many lines, so that what stands below it stays where it is.
  @discardableResult
  mutating func replace(
    _ id: StepID, with text: String, lines: Int = 0
  ) throws(CommandFailure) -> EditedPlace {
    let (path, block) = try block(of: id)
    changed[path] = block.replaced(by: text, lines: lines)
    return EditedPlace(
      name: id.description, path: path, firstLine: block.line, count: StepBlock.count(of: text),
      indent: block.indent, text: text)
  }

  /// The plan that the run would have, with `inputs` in place of those that it has.
  func plan(
    _ loaded: LoadedRunbooks, inputs changes: [InputChange] = []
  ) -> (Plan?, [Diagnostic]) {
    let plan = state.plan
    var values = Dictionary(plan.runbooks.map { ($0.name, $0.inputs) }) { first, _ in first }
    for change in changes { values[change.runbook]?[change.input] = change.after }
    let inputs = values.flatMap { runbook, values in values.map { GivenInput("\(runbook).\($0.key)", $0.value) } }
    var request = PlanMaker.request(
      for: loaded, mode: plan.mode, inputs: inputs.sorted { $0.name < $1.name }, hosts: HostChoice(of: plan),
      files: loaded.files.map(PlannedFile.init))
    request.proves = plan.steps.contains { $0.proof?.damage != nil }
    return RecoveryPlanner.plan(request)
  }
}

extension HostChoice {
  /// What was said of a plan's hosts when it was made.
  init(of plan: Plan) {
    for host in plan.hosts {
      if host.inPlace {
        inPlace.insert(host.name)
      } else if host.set == nil, host.providers.isEmpty {
        overrides[host.name] = host.destination
      } else if plan.mode == .incident, let set = host.set, set != "both", set != "spare" {
        addressSet = set
      }
    }
  }
}

/// Where an edited step stands in its runbook, so that what is wrong with it is shown as whoever edits it sees it.
struct EditedPlace {
  /// Of the step.
  let name: String
  let path: String
  let firstLine: Int
  let count: Int
  let indent: Int
  let text: String

  func moved(_ diagnostic: Diagnostic) -> Diagnostic {
    var moved = diagnostic
    moved.location = self.moved(diagnostic.location)
    moved.notes = diagnostic.notes.map { .init($0.message, at: self.moved($0.location)) }
    return moved
  }

  private func moved(_ location: SourceLocation) -> SourceLocation {
    let line = location.line - firstLine + 1
    guard location.file == path, (1...max(1, count)).contains(line) else { return location }
    return SourceLocation(file: name, line: line, column: max(1, location.column - indent))
  }
}
