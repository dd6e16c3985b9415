internal import ArgumentParser
internal import RunFolders
internal import RunbookModel

/// What both commands need that read an archive.
struct ArchiveOptions: ParsableArguments {
  @Argument(help: "The archive, as `evidence export` made it.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "Who may sign, and with which keys, as ssh-keygen reads it; from somebody you trust, not from the archive.",
      valueName: "file"))
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp(
      "The hash that was noted elsewhere: of the journal at the run's end, or of the list of sums.", valueName: "hash"))
  var head: String?

  @Option(help: ArgumentHelp("The most that the archive may hold, in MiB.", valueName: "size"))
  var limit = 4_096

  func validate() throws {
    guard (1...1_048_576).contains(limit) else { throw ValidationError("--limit is a number of MiB, up to 1048576") }
    if let head, head.utf8.count != 64 || !head.allSatisfy(\.isHexDigit) {
      throw ValidationError("--head is a SHA-256: 64 hexadecimal digits")
    }
  }

  /// Unpacks the archive in the folder and looks at all of it.
  func verify(in scratch: String) async throws -> EvidenceVerification {
    if let allowedSigners {
      // ssh-keygen reads it more than once, and would call a signature bad without it.
      guard PlainFile.isReadable(allowedSigners) else {
        throw CommandFailure("\(allowedSigners) (--allowed-signers) is no file that can be read")
      }
    }
    let unpacked = try await EvidenceUnpacking(path: file, folder: scratch, limit: limit).unpack()
    var verification = EvidenceVerification(
      unpacked, allowedSigners: allowedSigners, noted: head, scratch: scratch)
    try await verification.verify()
    return verification
  }
}

struct VerifyEvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says of everything in an archive of evidence whether it holds, and names what does not.",
    discussion: """
      Examples:
        halfhour evidence verify drill.tar.gz
        halfhour evidence verify drill.tar.gz --allowed-signers allowed_signers --head 5f1c…

      Every file is compared with the list of sums, the journal's chain is gone through, plan and attached files are
      compared with what the journal names, and every figure of the report is made anew from the journal.

      Exit status: 0 all holds that can be checked, 1 something does not, 2 the file can't be used.
      """)

  @OptionGroup var archive: ArchiveOptions

  @Option(help: "How to print what was found.")
  var format: OutputFormat = .text

  func run() async throws {
    try await reportingFailures {
      let scratch = try ScratchFolder(onDisk: true)
      defer { scratch.remove() }
      let verification = try await archive.verify(in: scratch.path)
      let verdict = EvidenceVerdict(path: archive.file, verification: verification)
      switch format {
      case .json: Output.line(JSONWriter.text(of: verdict))
      case .text: Output.text(verdict.text)
      }
      if !verification.holds { throw ExitStatus.failure }
    }
  }
}
