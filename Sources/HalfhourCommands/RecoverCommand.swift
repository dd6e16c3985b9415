internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Runs a runbook in a live incident.",
    discussion: """
      Example:
        halfhour recover runbooks/hello/hello.yaml --severity critical --disrupted-at 02:47
        halfhour recover database --host database=root@10.0.0.23
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var inPlace: InPlaceOptions
  @OptionGroup var beginning: StartOptions

  @Option(help: "How bad it is: \(Severity.allCases.map(\.rawValue).joined(separator: ", ")).")
  var severity: Severity = .critical

  @Option(help: ArgumentHelp("When the service went down: 02:47, or 2026-11-21T02:47+01:00.", valueName: "time"))
  var disruptedAt: String?

  @Option(help: ArgumentHelp("When somebody noticed.", valueName: "time"))
  var detectedAt: String?

  @Option(help: ArgumentHelp("When somebody decided to recover.", valueName: "time"))
  var declaredAt: String?

  @Flag(help: "Don't ask for the site's name first.")
  var yes = false

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let clocks = try stamps()
      let plan = try PlanMaker.plan(
        loaded, mode: .incident, inputs: options.givenInputs(), hosts: hosts.choice(inPlace: inPlace.hosts),
        mustRun: true)
      let startsFrom = try beginning.tellingAmendment(of: plan, by: Me.operation)
      if !yes { try confirm(plan) }
      throw try await RunStarter(
        plan: plan, loaded: loaded, severity: severity, clocks: clocks, startsFrom: startsFrom
      ).start()
    }
  }

  private func stamps() throws -> [ClockStamp] {
    let now = SystemClock().now().wall
    let given: [(RunClock, String?)] = [
      (.disruption, disruptedAt), (.detected, detectedAt), (.declared, declaredAt),
    ]
    return try given.compactMap { clock, text in
      guard let text else { return nil }
      guard let time = ClockTime.read(text, now: now) else {
        throw CommandFailure("\(text) is not a time of day such as 02:47, nor a time such as 2026-11-21T02:47+01:00")
      }
      // Another machine's clock may be a little ahead, but a recovery can't end before its disruption.
      guard time <= now + .seconds(60) else {
        throw CommandFailure("\(text) is in the future; it is \(now.text(fractionDigits: 0)) now")
      }
      return ClockStamp(clock: clock, time: time, by: Me.operation)
    }
  }

  /// An incident changes live systems; a habit of pressing Enter must not start one, nor let it loose on a live host.
  private func confirm(_ plan: Plan) throws {
    guard Output.hasReader else {
      throw CommandFailure("recover changes live systems: run it on a terminal, or say --yes")
    }
    let site = plan.site.name
    Output.line("This recovers \(plan.root) for real. Type the name of the site to go on: \(site)")
    try type(site, orElse: "that is not the name of the site; nothing was started")
    for host in plan.hosts where host.inPlace {
      Output.line(
        "It works on the live host \(host.name), \(host.destination ?? ""), where data may have survived. Type the name of the host to go on: \(host.name)"
      )
      try type(host.name.text, orElse: "that is not the name of the host; nothing was started")
    }
  }

  private func type(_ name: String, orElse failure: String) throws {
    Output.text("> ")
    guard readLine() == name else { throw CommandFailure(failure) }
  }
}
