internal import Foundation
internal import KnownGood
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// The answers that a run saw and that differed from what was recorded.
struct ObservedAnswers {
  let folder: RunFolder
  let run: RunID
  let state: RunState
  let site: String?

  struct Answer {
    let check: PlannedCheck
    /// Where the known-good answer stands; nil where it belongs to a backup.
    let path: String?
    let file: KnownGoodFile
  }

  init(_ argument: String, site: String?) throws {
    let shelf = try StateFolder(environment: Me.environment)
    run = try shelf.find(argument)
    folder = shelf.folder(of: run)
    state = try folder.readState().state
    self.site = site
  }

  /// Of each check the last answer; of those that are named, else of all.
  func answers(_ names: [String]) throws -> [Answer] {
    var answers: [Answer] = []
    for step in state.plan.steps where step.proof == nil && (names.isEmpty || names.contains { step.isCalled($0) }) {
      guard let check = PlannedCheck(step, siteFolder: siteFolder(of: step)) else { continue }
      let attempts = state[step.id]?.attempts.filter { $0.id.purpose == .work } ?? []
      let paths = attempts.map { folder.observed(of: $0.id) }.filter { FileSource.disk.kind($0) != nil }
      guard let path = paths.last else { continue }
      switch AnswerShelf.read(path) {
      case .nothing: continue
      case .broken(let problem): throw CommandFailure(problem.description, status: ExitStatus.failure)
      case .file(let file): answers.append(Answer(check: check, path: place(of: check), file: file))
      }
    }
    for name in names where !answers.contains(where: { $0.check.step.isCalled(name) }) {
      let known = state.plan.steps.contains { $0.isCalled(name) }
      throw CommandFailure(
        known
          ? "\(name) gave no answer in \(run) that differs from its known-good one" : "\(run) has no step \(name)")
    }
    return answers
  }

  private func place(of check: PlannedCheck) -> String? {
    if let taken = check.step.knownGoodFile { return PathText.resolve(taken, in: state.opening?.folder ?? "") }
    return AnswerShelf.path(of: check)
  }

  /// By the site that was given, else the one that the runbook has now.
  private func siteFolder(of step: PlannedStep) -> String {
    let written = state.plan.runbooks.first { $0.name == step.id.runbook }?.path ?? "."
    let runbook = PathText.resolve(written, in: state.opening?.folder ?? "")
    let found = site ?? RunbookLoader.sitePath(forRunbook: runbook, files: .disk)
    return PathText.folder(of: found ?? runbook)
  }
}
