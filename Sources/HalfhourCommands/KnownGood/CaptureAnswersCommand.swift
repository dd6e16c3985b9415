internal import ArgumentParser
internal import KnownGood
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

struct CaptureAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Writes the answers that belong to a backup beside it; what a backup job calls.",
    discussion: """
      Example, at the end of the job that made the dump:
        halfhour known-good capture /etc/halfhour/shop.yaml --beside /srv/backups/shop-2026-11-21.dump

      The checks with `known_good: { beside: … }` are asked of the live service, and each answer is written to
      PATH.known-good/CHECK.txt. Call it while nothing changes what they ask for.

      Exit status: 0 all were captured, 1 one was not, 2 invalid runbook or usage.
      """)

  @OptionGroup var options: RunbookOptions
  @Argument(help: "The checks; all that have an answer beside a backup without one.")
  var checks: [String] = []
  @Option(help: "The path of the backup, on this machine.")
  var beside: String
  @OptionGroup var live: LiveOptions

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let question = LiveQuestion(options: options, live: live, loaded: loaded)
      let backup = PathText.endsInSlash(beside) ? String(beside.dropLast()) : beside
      guard FileSource.disk.kind(backup) != nil else { throw CommandFailure("there is no backup \(backup)") }
      var hasFailed = false
      for asked in try await question.ask(checks, where: { !$0.isNamed }) {
        guard let answer = asked.answer else {
          hasFailed = true
          Output.error(TerminalText.harmless("halfhour: \(asked.check.id): not captured: \(asked.message)"))
          continue
        }
        let path = KnownGoodStore.path(of: asked.check.id.step, beside: backup)
        try AnswerShelf.write(answer, to: path)
        AnswerWording.print(["\(asked.check.id): \(answer.answer.size) in \(path)"] + AnswerWording.warning(answer))
      }
      if hasFailed { throw ExitStatus.failure }
    }
  }
}
