internal import ArgumentParser
internal import RunbookModel

struct DrillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Runs a runbook as a drill: rebuilds, verifies, measures, cleans up.",
    discussion: """
      Example:
        halfhour drill runbooks/hello/hello.yaml
        halfhour drill --prove runbooks/hello/hello.yaml
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var proof: ProofOptions
  @OptionGroup var beginning: StartOptions

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let plan = try PlanMaker.plan(
        loaded, mode: .drill, inputs: options.givenInputs(), hosts: hosts.choice(), proves: proof.prove,
        mustRun: true)
      let startsFrom = try beginning.tellingAmendment(of: plan, by: Me.operation)
      throw try await RunStarter(plan: plan, loaded: loaded, severity: nil, clocks: [], startsFrom: startsFrom).start()
    }
  }
}
