internal import RunbookModel

/// A runbook as far as it could be decoded, with what the checks need beyond the model.
struct RunbookDraft {
  var runbook: Runbook
  var path: String
  let steps: [StepDraft]
  let breaks: [BreakDraft]
  let index: StepIndex
  var reader: MappingReader
  var mentions: [Mention]

  init(
    runbook: Runbook, path: String, steps: [StepDraft], breaks: [BreakDraft], reader: MappingReader,
    mentions: [Mention]
  ) {
    self.runbook = runbook
    self.path = path
    self.steps = steps
    self.breaks = breaks
    index = StepIndex(steps)
    self.reader = reader
    self.mentions = mentions
  }

  /// Joined with the paths that the author writes.
  var folder: String { PathText.folder(of: path) }

  var isSet: Bool { reader.has("recovers") }

  /// Where a key of the runbook stands, else the runbook.
  func location(of key: String) -> SourceLocation { reader.keyLocation(key) ?? runbook.location }
}

/// A step as far as it could be decoded; it never changes, so that all checks share it.
final class StepDraft: Sendable {
  let step: Step
  let reader: MappingReader
  /// False for a step without exactly one kind; checks of the kind leave it alone.
  let kindIsKnown: Bool
  let mentions: [Mention]

  init(step: Step, reader: MappingReader, kindIsKnown: Bool, mentions: [Mention]) {
    self.step = step
    self.reader = reader
    self.kindIsKnown = kindIsKnown
    self.mentions = mentions
  }

  /// Where a key of the step stands, else the step.
  func location(of key: String) -> SourceLocation { reader.keyLocation(key) ?? step.location }
}
