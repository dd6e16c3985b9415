internal import RunbookModel

/// What the checks of one runbook may look at.
struct CheckContext {
  /// Nil when its file couldn't be read; names of the site are then taken as they are.
  var site: Site?
  var siteIsMissing: Bool
  /// Whether each runbook of the set could be read; references to the others are then taken as they are.
  var hasAllRunbooks: Bool
  var files: FileSource
  let runbookNames: [String]
  private let steps: [String: StepIndex]

  init(site: Site?, siteIsMissing: Bool, drafts: [RunbookDraft], hasAllRunbooks: Bool, files: FileSource) {
    self.site = site
    self.siteIsMissing = siteIsMissing
    self.hasAllRunbooks = hasAllRunbooks
    self.files = files
    runbookNames = drafts.map(\.runbook.name.text)
    steps = Dictionary(zip(runbookNames, drafts.map { StepIndex($0.steps) }), uniquingKeysWith: { first, _ in first })
  }

  /// Nil when no runbook of the run has this name.
  func steps(of runbook: String) -> StepIndex? { steps[runbook] }
}

/// The steps of one runbook by id; of two with one id the first.
struct StepIndex {
  /// In file order.
  let names: [String]
  private let drafts: [StepDraft]
  private let numbers: [String: Int]

  init(_ drafts: [StepDraft]) {
    self.drafts = drafts
    names = drafts.map(\.step.id.text)
    numbers = Dictionary(zip(names, drafts.indices), uniquingKeysWith: { first, _ in first })
  }

  func hasStep(named name: String) -> Bool { numbers[name] != nil }

  func step(named name: String) -> StepDraft? { numbers[name].map { drafts[$0] } }

  /// Some names for a hint.
  var shown: String { names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " …" : "") }
}
