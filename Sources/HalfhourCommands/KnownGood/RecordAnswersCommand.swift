internal import ArgumentParser
internal import KnownGood
internal import RecoveryPlanning
internal import RunbookModel

struct RecordAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Asks the live service what its checks ask, and writes the answers.",
    discussion: """
      Example:
        halfhour known-good record runbooks/shop/shop.yaml orders --output ports.web=8080

      Only checks with a named known-good answer are carried out, and the prechecks whose outputs they use; each host is
      met at its live address. What a `run` check does is its author's: it must be harmless. Nothing is asked; look at
      what changed in the files before you commit them.

      Exit status: 0 all were recorded, 1 one was not, 2 invalid runbook or usage.
      """)

  @OptionGroup var options: RunbookOptions
  @Argument(help: "The checks; all that have a named answer without one.")
  var checks: [String] = []
  @OptionGroup var live: LiveOptions

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let question = LiveQuestion(options: options, live: live, loaded: loaded)
      var hasFailed = false
      for asked in try await question.ask(checks, where: \.isNamed) {
        guard let check = PlannedCheck(asked.check, siteFolder: loaded.siteFolder),
          let path = AnswerShelf.path(of: check)
        else { continue }
        guard let answer = asked.answer else {
          hasFailed = true
          AnswerWording.print(["\(asked.check.id): not recorded"] + AnswerWording.indented(asked.message))
          continue
        }
        try keep(answer, of: check, at: path)
      }
      if hasFailed { throw ExitStatus.failure }
    }
  }

  private func keep(_ answer: KnownGoodFile, of check: PlannedCheck, at path: String) throws {
    var lines = ["\(check.step.id): \(answer.answer.size) from \(answer.from)"]
    lines += AnswerWording.beginning(of: answer) + AnswerWording.warning(answer)
    switch AnswerShelf.read(path) {
    case .nothing: lines.append("  new: \(path)")
    case .broken(let problem): lines.append("  \(path) was broken, and is written anew: \(problem.message)")
    case .file(let old):
      if old.answer == answer.answer, old.question == answer.question {
        lines.append("  unchanged since \(old.day): \(path)")
        return AnswerWording.print(lines)
      }
      if let difference = check.difference(recorded: old, observed: answer) {
        lines.append("  differs from what was recorded on \(old.day): \(path)")
        lines += AnswerWording.indented(difference)
      } else if old.question != answer.question {
        lines.append("  the same answer to a check that has changed since \(old.day): \(path)")
      } else {
        lines.append("  differs from what was recorded on \(old.day) only where it may, and is left as it was: \(path)")
        return AnswerWording.print(lines)
      }
    }
    try AnswerShelf.write(answer, to: path)
    AnswerWording.print(lines)
  }
}
