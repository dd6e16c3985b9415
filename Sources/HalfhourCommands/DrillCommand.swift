internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

struct DrillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Runs a runbook as a drill: rebuilds, verifies, measures, cleans up.",
    discussion: """
      Example:
        halfhour drill runbooks/hello/hello.yaml
        halfhour drill --prove runbooks/hello/hello.yaml
        halfhour drill database --as matthew --participant ruth:sales
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var proof: ProofOptions
  @OptionGroup var participants: ParticipantOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var beginning: StartOptions
  @OptionGroup var why: StartReasonOptions

  func run() async throws {
    try await reportingFailures {
      let loaded = try options.load()
      let plan = try PlanMaker.plan(
        loaded, mode: .drill, inputs: options.givenInputs(), hosts: hosts.choice(), proves: proof.prove)
      let person = try person.person(of: plan.site)
      let startsFrom = try await why.giving(
        to: try beginning.tellingAmendment(of: plan, by: person), of: plan, canAsk: Output.hasReader)
      var starter = RunStarter(plan: plan, loaded: loaded, severity: nil, clocks: [], startedBy: person)
      starter.startsFrom = startsFrom
      starter.participants = try participants.present(by: person)
      throw try await starter.start()
    }
  }
}
