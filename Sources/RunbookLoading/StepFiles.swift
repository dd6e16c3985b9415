internal import Expressions
internal import RunbookModel

/// The files that steps take along, which stand beside the runbook, and what the site adds to them.
enum StepFiles {
  /// A template whose path holds a value is only known when the step runs.
  static func files(of step: Step) -> [(path: SourceText, part: TakenFile.Part)] {
    var files = step.files.map { (path: $0, part: TakenFile.Part.file) }
    if step.kindWord == .template, case .template(let template) = step.kind,
      InterpolatedText.parse(template.from).0.names.isEmpty
    {
      files.append((path: template.from, part: .template))
    }
    return files
  }

  /// Each file once, with every step that uses it, in the order in which the steps stand.
  static func taken(
    by drafts: [RunbookDraft], site: Site, siteFolder: String, _ source: FileSource
  ) -> [TakenFile] {
    var taken: [TakenFile] = []
    var places: [String: Int] = [:]
    if let path = site.sshConfig, case .file(let executable) = source.kind(path), let bytes = source.contents(path) {
      places[path] = 0
      taken.append(TakenFile(path: path, part: .sshConfig, bytes: bytes, executable: executable))
    }
    for draft in drafts {
      for step in draft.runbook.steps + draft.runbook.breaks.map(\.damage) {
        let id = StepID(draft.runbook.name, step.id)
        let known = KnownGoodCheck.path(of: step, in: draft.runbook, siteFolder: siteFolder, source)
        var files = Self.files(of: step).map { (path: PathText.join(draft.folder, $0.path.text), part: $0.part) }
        if let known { files.append((path: known, part: .knownGood)) }
        for (path, part) in files {
          if let place = places[path] {
            if taken[place].steps.last != id { taken[place].steps.append(id) }
          } else if case .file(let executable) = source.kind(path), let bytes = source.contents(path) {
            places[path] = taken.count
            taken.append(TakenFile(path: path, part: part, steps: [id], bytes: bytes, executable: executable))
          }
        }
      }
    }
    return taken
  }
}
