internal import ArgumentParser
internal import KnownGood
internal import RecoveryPlanning

struct AcceptAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Takes answers that a run saw as the known-good ones, after showing what differs.",
    discussion: """
      Example:
        halfhour known-good accept last orders

      Do so only when you know why the answer has changed, and that the new one is right.

      Exit status: 0 accepted, 1 not, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "The run: its name, a beginning or the last word of it that no other has, or `last`.", valueName: "run"))
  var seenIn = "last"
  @Argument(help: "The checks; all whose answers differed without one.")
  var checks: [String] = []
  @Option(help: "The path of the site file.")
  var site: String?
  @Flag(help: "Don't ask first.")
  var yes = false

  func run() async throws {
    try await reportingFailures {
      let observed = try ObservedAnswers(seenIn, site: site)
      let answers = try observed.answers(checks)
      let named = answers.filter { $0.path != nil }
      for answer in answers {
        AnswerWording.print(AnswerDifference(answer.check, at: answer.path, observed: answer.file).lines)
        if answer.path == nil { Output.line("    it can't be accepted: `capture` writes it with the next backup") }
      }
      guard !named.isEmpty else {
        throw CommandFailure(
          "no answer of \(observed.run) differs from a named known-good one", status: ExitStatus.failure)
      }
      if !yes { try confirm() }
      for answer in named {
        guard let path = answer.path else { continue }
        var file = answer.file
        file.from += ", seen in run \(observed.run)"
        file.by = "\(Me.user) on \(Me.machine)"
        file.command = Me.command
        try AnswerShelf.write(file, to: path)
        Output.line("\(answer.check.step.id): accepted in \(path)")
      }
    }
  }

  private func confirm() throws(CommandFailure) {
    guard Output.hasReader else {
      throw CommandFailure("nothing was accepted: run it on a terminal, or say --yes", status: ExitStatus.failure)
    }
    Output.text("Type `accept` to take these answers as known to be good: ")
    guard readLine() == "accept" else { throw CommandFailure("nothing was accepted", status: ExitStatus.failure) }
  }
}
