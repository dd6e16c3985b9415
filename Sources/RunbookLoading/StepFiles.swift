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
  static func taken(by drafts: [RunbookDraft], site: Site, _ source: FileSource) -> [TakenFile] {
    var files: [TakenFile] = []
    var places: [String: Int] = [:]
    if let path = site.sshConfig, case .file(let executable) = source.kind(path), let bytes = source.contents(path) {
      places[path] = 0
      files.append(TakenFile(path: path, part: .sshConfig, bytes: bytes, executable: executable))
    }
    for draft in drafts {
      for step in draft.runbook.steps + draft.runbook.breaks.map(\.damage) {
        let id = StepID(draft.runbook.name, step.id)
        for file in Self.files(of: step) {
          let path = PathText.join(draft.folder, file.path.text)
          if let place = places[path] {
            if files[place].steps.last != id { files[place].steps.append(id) }
          } else if case .file(let executable) = source.kind(path), let bytes = source.contents(path) {
            places[path] = files.count
            files.append(TakenFile(path: path, part: file.part, steps: [id], bytes: bytes, executable: executable))
          }
        }
      }
    }
    return files
  }
}
