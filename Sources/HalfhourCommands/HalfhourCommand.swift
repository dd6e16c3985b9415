internal import ArgumentParser
internal import Glibc
internal import StepExecutors

/// The command line: one subcommand a file.
struct HalfhourCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "halfhour",
    abstract: "Runs disaster-recovery runbooks, times every step, and records the measured recovery time.",
    discussion: """
      A runbook is a YAML file that says how a service is rebuilt. Begin with:
        halfhour check runbooks/hello/hello.yaml
        halfhour plan  runbooks/hello/hello.yaml
        halfhour drill runbooks/hello/hello.yaml

      Exit status:
        0 passed                   4 stopped by an operator
        1 failed                   5 recovered, but a target was missed
        2 invalid runbook, usage   6 waiting, can be resumed
        3 passed with conditions
      """,
    version: version,
    subcommands: [
      CheckCommand.self, PlanCommand.self, DrillCommand.self, RecoverCommand.self, ResumeCommand.self,
      AnswerCommand.self, NoteCommand.self, StopCommand.self, WatchCommand.self, ExecCommand.self, RunsCommand.self,
      LogsCommand.self, ReportCommand.self, EvidenceCommand.self,
      ReadinessCommand.self, KnownGoodCommand.self,
      SchemaCommand.self,
    ])

}

/// The exit statuses that are no verdict (DESIGN.md section 5).
enum ExitStatus {
  static let failure = ExitCode(1)
  static let invalid = ExitCode(2)
  static let waiting = ExitCode(6)
}

/// The program: reads its arguments, does what they say, and ends with the exit status.
///
/// It begins on the main thread, and a command that waits for nothing stays there.
@MainActor package func runHalfhour() async {
  OpenFiles.raiseLimit()
  refuseBrokenArguments()
  do {
    var command = try HalfhourCommand.parseAsRoot()
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  } catch {
    // What the argument parser refuses has the status of a wrong usage here, not that of sysexits.h.
    guard HalfhourCommand.exitCode(for: error) == .validationFailure else { HalfhourCommand.exit(withError: error) }
    Output.error(HalfhourCommand.fullMessage(for: error))
    exit(ExitStatus.invalid.rawValue)
  }
}

/// What is no UTF-8 would come out as other text than was given, and nobody would see it.
private func refuseBrokenArguments() {
  for index in 1..<max(1, Int(CommandLine.argc)) {
    guard let argument = CommandLine.unsafeArgv[index], String(validatingCString: argument) == nil else { continue }
    Output.error(
      "Error: the argument \"\(String(cString: argument))\" is not text in UTF-8; put such bytes into a file.")
    exit(ExitStatus.invalid.rawValue)
  }
}
