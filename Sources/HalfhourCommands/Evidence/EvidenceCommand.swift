internal import ArgumentParser

struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Takes the whole record of a run along as one file that anybody can check.",
    discussion: """
      Examples:
        halfhour evidence export last
        halfhour evidence verify 20261121-045507.417-shop-7f3a.evidence.tar.gz
        halfhour evidence import 20261121-045507.417-shop-7f3a.evidence.tar.gz

      tar, sha256sum, jq and ssh-keygen can check such a file, too: see docs/evidence.md.
      """,
    subcommands: [ExportEvidenceCommand.self, VerifyEvidenceCommand.self, ImportEvidenceCommand.self])
}
