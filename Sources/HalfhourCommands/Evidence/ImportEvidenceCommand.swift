internal import ArgumentParser
internal import Foundation
internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct ImportEvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes a run of another machine into the records of this one, when all of its evidence holds.",
    discussion: """
      Example:
        halfhour evidence import drill.tar.gz

      The run can then be listed, reported, read, noted and signed off here, and never be gone on with. A run that is
      here already is not taken in twice; one that was signed off or noted elsewhere since becomes longer here, too.
      """)

  @OptionGroup var archive: ArchiveOptions

  func run() async throws {
    try await reportingFailures {
      let state = try StateFolder(environment: Me.environment)
      let scratch = try state.makeUnpackingFolder()
      defer { remove(scratch) }
      let verification = try await archive.verify(in: scratch)
      let shown = DisplayText.clean(archive.file)
      guard let runState = verification.state, let run = runState.opening?.run, verification.obstacle == nil else {
        Output.text(EvidenceVerdict(path: archive.file, verification: verification).text)
        let why = verification.obstacle ?? "what it tells of the run can't be made anew here"
        throw CommandFailure("\(shown) is not taken in: \(why)", status: ExitStatus.failure)
      }
      let intake = EvidenceIntake(state: state, run: run, verification: verification, name: shown)
      try intake.refuseForeignName()
      guard runState.ending != nil else {
        throw CommandFailure(
          "the run \(run) is not over: only the machine that carries it out can go on with it. Take it in when it is over"
        )
      }
      try intake.takeIn(runState)
    }
  }

  private func remove(_ folder: String) {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Output.error("WARNING: \(folder) can't be removed: \(error.localizedDescription)")
    }
  }
}
