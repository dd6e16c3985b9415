internal import ArgumentParser
internal import KnownGood
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

struct DiffAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what differs between the recorded answers and the live service, or a run.",
    discussion: """
      Examples:
        halfhour known-good diff runbooks/shop/shop.yaml
        halfhour known-good diff --run last orders

      Nothing is written.

      Exit status: 0 nothing differs, 1 something does or could not be asked, 2 invalid runbook or usage.
      """)

  @Argument(help: "The runbook and then checks; with --run, checks alone.")
  var words: [String] = []
  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("What this run saw, in place of what the live service says.", valueName: "run"))
  var seenIn: String?
  @Option(help: "The path of the site file.")
  var site: String?
  @Option(
    name: .customLong("input"), help: ArgumentHelp("A value for an input of the runbook.", valueName: "name=value"))
  var inputs: [String] = []
  @OptionGroup var live: LiveOptions
  @Option(help: "How to print what differs.")
  var format: OutputFormat = .text

  func validate() throws {
    if seenIn == nil, words.isEmpty { throw ValidationError("say which runbook, or --run RUN") }
  }

  func run() async throws {
    try await reportingFailures {
      let found = if let seenIn { try seen(in: seenIn) } else { try await askedNow() }
      switch format {
      case .json: Output.line(JSONWriter.text(of: found))
      case .text:
        for difference in found { AnswerWording.print(difference.lines) }
        if found.isEmpty { Output.line("nothing differs") }
      }
      if found.contains(where: \.differs) { throw ExitStatus.failure }
    }
  }

  private func seen(in run: String) throws -> [AnswerDifference] {
    try ObservedAnswers(run, site: site).answers(words).map { answer in
      AnswerDifference(answer.check, at: answer.path, observed: answer.file)
    }
  }

  private func askedNow() async throws -> [AnswerDifference] {
    var options = RunbookOptions()
    (options.runbook, options.site, options.inputs) = (words[0], site, inputs)
    let loaded = try options.load()
    let question = LiveQuestion(options: options, live: live, loaded: loaded)
    return try await question.ask(Array(words.dropFirst()), where: \.isNamed).compactMap { asked in
      guard let check = PlannedCheck(asked.check, siteFolder: loaded.siteFolder) else { return nil }
      guard let answer = asked.answer else {
        return AnswerDifference(
          check: check.step.id, path: AnswerShelf.path(of: check), text: asked.message, differs: true)
      }
      return AnswerDifference(check, at: AnswerShelf.path(of: check), observed: answer)
    }
  }
}
