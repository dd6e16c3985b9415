internal import RunbookModel

/// What the checks of one runbook may look at.
struct CheckContext {
  /// Nil when its file couldn't be read; names of the site are then taken as they are.
  var site: Site?
  var siteIsMissing: Bool
  /// Where what the site keeps stands: the folder of its file, or of the runbook where there is none.
  var siteFolder: String
  /// Whether each runbook of the set could be read; references to the others are then taken as they are.
  var hasAllRunbooks: Bool
  var files: FileSource
  let runbookNames: [String]
  private let steps: [String: StepIndex]

  init(
    site: Site?, siteIsMissing: Bool, drafts: [RunbookDraft], siteFolder: String, hasAllRunbooks: Bool,
    files: FileSource
  ) {
    self.site = site
    self.siteFolder = siteFolder
    self.siteIsMissing = siteIsMissing
    self.hasAllRunbooks = hasAllRunbooks
    self.files = files
    runbookNames = drafts.map(\.runbook.name.text)
    steps = Dictionary(zip(runbookNames, drafts.map(\.index)), uniquingKeysWith: { first, _ in first })
  }

  /// Nil when no runbook of the run has this name.
  func steps(of runbook: String) -> StepIndex? { steps[runbook] }
}
