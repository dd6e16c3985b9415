internal import ArgumentParser
internal import RecoveryPlanning
internal import RunbookModel

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what a run would do, in which order and how long by budget, without doing anything.",
    discussion: """
      Example:
        halfhour plan runbooks/quickstart/shop.yaml --input backups=/srv/backups --input place=/tmp/shop --commands
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var inPlace: InPlaceOptions
  @OptionGroup var proof: ProofOptions
  @OptionGroup var beginning: StartOptions

  @Option(help: "Plan a drill or an incident.")
  var mode: RunMode = .drill

  @Flag(help: "Show exactly what would run.")
  var commands = false

  @Option(help: "How to print the plan.")
  var format: OutputFormat = .text

  func run() throws {
    try reportingFailuresInPlace {
      let loaded = try options.load()
      let plan = try PlanMaker.plan(
        loaded, mode: mode, inputs: options.givenInputs(), hosts: hosts.choice(inPlace: inPlace.hosts),
        proves: proof.prove)
      let startsFrom = try beginning.tellingAmendment(of: plan, by: Me.operation)
      let listing = PlanListing(plan)
      switch format {
      case .text:
        Output.text(listing.text(width: Output.width, commands: commands))
        if startsFrom != nil { Output.text(beginning.text(of: plan)) }
      case .json: Output.line(listing.json())
      }
    }
  }
}

extension RunMode: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
