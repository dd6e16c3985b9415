internal import ArgumentParser
internal import Foundation
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel
internal import StepExecutors

struct ReadinessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readiness",
    abstract: "Looks whether everything that a runbook needs is ready, without starting a run.",
    discussion: """
      Examples:
        halfhour readiness runbooks/call-centre/database.yaml --hosts
        halfhour readiness database --hosts --mode incident --at offsite
        halfhour readiness database --hosts --format json

      --hosts connects to every host of the runbook at once, and shows side by side: whether it can be reached, its key
      and who vouches for it, system, user, whether the user can become whom the steps need, free disks and memory,
      clock, the programs that a run uses, and the time of a connection and of a question. Nothing is started, marked or
      left on a host. On one whose key nobody vouches for nothing is done at all.

      Exit status: 0 all is ready, 1 something is not, 2 invalid runbook or usage.
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hostOptions: HostOptions
  @OptionGroup var inPlace: InPlaceOptions

  @Flag(help: "Every host, side by side.")
  var hosts = false

  @Option(help: "As a drill reaches them, or an incident.")
  var mode: RunMode = .drill

  @Option(help: "How to print what was found.")
  var format: OutputFormat = .text

  func validate() throws {
    guard hosts else {
      throw ValidationError("say what to look at: --hosts (every host of the runbook); there is nothing else yet")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let plan = try PlanMaker.plan(
        loaded, mode: mode, inputs: try givenInputs(loaded), hosts: hostOptions.choice(inPlace: inPlace.hosts),
        mustRun: false)
      let report = ReadinessReport(plan: plan, hosts: try await findings(plan))
      switch format {
      case .text: Output.text(report.text(width: Output.isTerminal ? Output.width : 100, look: .ofOutput))
      case .json: Output.line(JSONWriter.text(of: report))
      }
      if !report.isReady { throw ExitStatus.failure }
    }
  }

  /// What is missing is nothing: no host depends on it.
  private func givenInputs(_ loaded: LoadedRunbooks) throws(CommandFailure) -> [GivenInput] {
    let given = try options.givenInputs()
    let names = Set(given.map(\.name))
    let missing = Set(loaded.runbooks.flatMap(\.inputs).filter { $0.standard == nil }.map(\.name.text))
    return given + missing.subtracting(names).sorted().map { GivenInput($0, "") }
  }

  private func findings(_ plan: Plan) async throws -> [HostFindings] {
    guard !plan.hosts.isEmpty else { return [] }
    let scratch = try ScratchFolder()
    let signals = SignalWatch(interrupt: scratch.leave, terminate: scratch.leave)
    defer {
      signals.end()
      scratch.remove()
    }
    return await HostInspector(plan: plan, configuration: plan.sshConfig, folder: scratch.path).findings()
  }
}
