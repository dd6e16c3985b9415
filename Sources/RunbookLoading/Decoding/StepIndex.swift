internal import RunbookModel

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

  func number(of name: String) -> Int? { numbers[name] }

  func hasStep(named name: String) -> Bool { numbers[name] != nil }

  func step(named name: String) -> StepDraft? { numbers[name].map { drafts[$0] } }

  /// Some names for a hint.
  var shown: String { names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " …" : "") }
}
