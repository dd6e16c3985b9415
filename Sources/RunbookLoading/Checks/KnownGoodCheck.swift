internal import KnownGood
internal import RunbookModel

/// Recorded answers that are missing, broken or older than their checks, and rules of comparison that can't be read.
///
/// None of the first three is an error: an incident goes on without its known-good answers.
enum KnownGoodCheck {
  static func check(
    _ step: Step, in draft: RunbookDraft, _ reader: MappingReader?, _ context: CheckContext
  ) -> [Diagnostic] {
    guard let expectation = step.expect?.knownGood else { return [] }
    let rules = KnownGoodRules.rules(expectation, of: step.kindWord).1
    guard case .named(let name) = expectation.source, let place = place(reader) else { return rules }
    let file = path(of: name, in: draft.runbook, siteFolder: context.siteFolder)
    guard
      let (message, hint) = problem(with: file, name, step, draft, context.files)
    else { return rules }
    return rules + [Diagnostic(.warning, message, at: place, hint: hint)]
  }

  /// The file that a step's check compares with, if it is there and can be one.
  static func path(of step: Step, in runbook: Runbook, siteFolder: String, _ files: FileSource) -> String? {
    guard step.hasExpectation, case .named(let name) = step.expect?.knownGood?.source else { return nil }
    let file = path(of: name, in: runbook, siteFolder: siteFolder)
    guard case .file = files.kind(file), files.size(file) ?? 0 <= KnownGoodFile.largest else { return nil }
    return file
  }

  private static func path(of name: String, in runbook: Runbook, siteFolder: String) -> String {
    PathText.join(siteFolder, KnownGoodStore.path(of: name, service: runbook.service, runbook: runbook.name))
  }

  private static func place(_ reader: MappingReader?) -> SourceLocation? {
    reader?.text("known_good")?.start ?? reader?.reader("known_good")?.text("name")?.start
      ?? reader?.keyLocation("known_good")
  }

  private static func problem(
    with file: String, _ name: String, _ step: Step, _ draft: RunbookDraft, _ files: FileSource
  ) -> (message: String, hint: String)? {
    let record = "`halfhour known-good record \(draft.path) \(step.id)` records it from the live service"
    switch files.kind(file) {
    case nil: return ("no known-good answer \"\(name)\" is recorded: there is no \(file)", record)
    case .folder: return ("\(file) is a folder, and no known-good answer", record)
    case .file: break
    }
    if let size = files.size(file), size > KnownGoodFile.largest {
      let words = size == .max ? "is no plain file" : "has \(size) bytes, too many for an answer"
      return ("\(file) \(words)", record)
    }
    guard let bytes = files.contents(file) else { return ("\(file) can't be read", "see its owner and its mode") }
    do throws(KnownGoodProblem) {
      let recorded = try KnownGoodFile.read(bytes, file: file)
      let question = KnownGoodQuestion.digest(
        of: step, bytes: { files.contents(PathText.join(draft.folder, $0)) })
      guard recorded.question != question else { return nil }
      return (
        "the known-good answer \"\(name)\", recorded on \(recorded.day), is older than its check, which asks another thing now",
        "`halfhour known-good record \(draft.path) \(step.id)`, and review the difference"
      )
    } catch {
      let line = error.line.map { " line \($0):" } ?? ""
      return ("the known-good answer \(file) is broken:\(line) \(error.message)", KnownGoodProblem.advice)
    }
  }
}
