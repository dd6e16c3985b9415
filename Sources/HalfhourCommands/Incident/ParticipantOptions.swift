internal import ArgumentParser
internal import RunCore
internal import RunbookModel

/// Who takes part from the beginning.
struct ParticipantOptions: ParsableArguments {
  @Option(
    name: .customLong("participant"),
    help: ArgumentHelp("Somebody who takes part, such as ruth or ruth:sales,network.", valueName: "person[:roles]"))
  var participants: [String] = []

  /// Each was expected, and is there.
  func present(by person: Operator) throws(CommandFailure) -> [Participation] {
    var words: [Participation] = []
    for text in participants {
      let mention = try PersonMention(text, option: "--participant")
      words += [.planned, .present].map { mention.participation($0, by: person) }
    }
    return words
  }
}
