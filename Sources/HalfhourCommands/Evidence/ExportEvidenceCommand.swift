internal import ArgumentParser
internal import Glibc
internal import RunFolders

struct ExportEvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the whole record of a run into one archive: plan, journal, logs, answers, reports, sums.",
    discussion: """
      Examples:
        halfhour evidence export last
        halfhour evidence export last --output drill.tar.gz --key ~/.ssh/id_ed25519

      The same record gives the same bytes. A run that a process has in hand is refused, as its record still grows.
      """)

  @OptionGroup var argument: RunArgument

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The archive to write. (default: RUN.evidence.tar.gz)", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Sign the list of sums with this SSH key: a private one, or a public one whose private half your agent holds.",
      valueName: "file"))
  var key: String?

  @Flag(help: "Replace an archive that is there already.")
  var force = false

  func run() async throws {
    try await reportingFailures {
      let (stateFolder, run, folder) = try argument.find()
      let target = output ?? "\(run).evidence.tar.gz"
      guard force || access(target, F_OK) != 0 else { throw EvidenceExport.exists(target) }
      let lock = try folder.lock(holder: Me.holder(of: run))
      let (state, reading) = try folder.readState()
      let scratch = try ScratchFolder(onDisk: true)
      defer { scratch.remove() }
      let maker = ReportMaker(state: stateFolder, folder: folder)
      let export = EvidenceExport(maker: maker, run: run, state: state, reading: reading, scratch: scratch.path)
      let sums = try await export.write(to: target, replacing: force, key: key)
      // The lock is held to here, whatever the compiler thinks of a constant that nobody reads any more.
      withExtendedLifetime(lock) {}
      Output.line("Archive  \(target)")
      Output.line("Sums     \(sums)  (SHA-256 of \(EvidenceNames.sums))")
      Output.line("Journal  \(reading.head)  (SHA-256 of its last line)")
      if let head = reading.endHead, head != reading.head {
        Output.line("End      \(head)  (SHA-256 of the line that ended the run)")
      }
      if reading.endHead == nil { Output.line("The run is not over, so that this record of it is not, either.") }
      Output.line("Keep these sums where whoever has this machine can't change them, such as in a mail or on paper:")
      Output.line("a record proves nothing against somebody who can write all of it anew.")
    }
  }
}
