internal import ArgumentParser

struct KnownGoodCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "known-good",
    abstract: "Records, shows, compares and accepts the known-good answers of checks.",
    discussion: """
      A check with `expect: { known_good: NAME }` compares its answer with one that was recorded while the service was
      well, in known-good/SERVICE/NAME.txt beside site.yaml. Those files are for review and version control.

      Examples:
        halfhour known-good record runbooks/shop/shop.yaml
        halfhour known-good diff runbooks/shop/shop.yaml
        halfhour known-good accept last orders
      """,
    subcommands: [
      RecordAnswersCommand.self, CaptureAnswersCommand.self, ShowAnswersCommand.self, DiffAnswersCommand.self,
      AcceptAnswersCommand.self,
    ])
}
