internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Shows what can be done about a service that is down, and runs a runbook in a live incident.",
    discussion: """
      Examples:
        halfhour recover database
        halfhour recover database --disrupted-at 02:47 --reported-by "Ruth, by phone"
        halfhour recover runbooks/hello/hello.yaml --severity critical --disrupted-at unknown
        halfhour recover database --runbook database-rebuild --host database=root@10.0.0.23 --yes

      Nothing starts before the site's name has been typed, or --yes was said.
      """)

  @OptionGroup var options: RunbookOptions
  @OptionGroup var hosts: HostOptions
  @OptionGroup var inPlace: InPlaceOptions
  @OptionGroup var beginning: StartOptions
  @OptionGroup var why: StartReasonOptions

  @Option(
    name: .customLong("runbook"),
    help: ArgumentHelp("Which runbook of the service, where it has several.", valueName: "name"))
  var chosen: String?

  @Option(help: "How bad it is: \(Severity.allCases.map(\.rawValue).joined(separator: ", ")). (default: critical)")
  var severity: Severity?

  @OptionGroup var clocks: ClockOptions

  @Option(help: ArgumentHelp("Who reported it, in your words.", valueName: "who"))
  var reportedBy: String?

  @OptionGroup var participants: ParticipantOptions
  @OptionGroup var person: PersonOptions

  @Flag(help: "Don't ask for anything first.")
  var yes = false

  func run() async throws {
    try await reportingFailures {
      let scene = try IncidentScene(options.runbook, site: options.site, chosen: chosen)
      let person = try person.person(of: PlannedSite(scene.site))
      let stamps = try clocks.stamps(by: person, clock: scene.clock)
      let present = try participants.present(by: person)
      var inputs = try options.givenInputs()
      let path = try show(scene, stamps, inputs)
      let loaded = try load(path)
      inputs += try missingInputs(loaded, inputs)
      let plan = try PlanMaker.plan(
        loaded, mode: .incident, inputs: inputs, hosts: hosts.choice(inPlace: inPlace.hosts))
      let startsFrom = try await why.giving(
        to: try beginning.tellingAmendment(of: plan, by: person), of: plan, canAsk: canAsk)
      let severity = try severity ?? (canAsk ? SeverityQuestion().ask() : .critical)
      if !yes { try confirm(plan) }
      var starter = RunStarter(plan: plan, loaded: loaded, severity: severity, clocks: stamps, startedBy: person)
      starter.startsFrom = startsFrom
      starter.reportedBy = reportedBy
      starter.participants = present
      throw try await starter.start()
    }
  }

  private var canAsk: Bool { Output.hasReader && !yes }

  /// Shows what can be done, and returns the path of what is chosen.
  private func show(_ scene: IncidentScene, _ stamps: [ClockStamp], _ inputs: [GivenInput]) throws -> String {
    let now = scene.clock.now
    let known = stamps.map { ClockWords.sentence($0, now: now) }
    guard let service = scene.service else {
      known.forEach { Output.line(DisplayText.clean($0)) }
      return options.runbook
    }
    let history = RecoveryHistory.onThisMachine(site: scene.site.name)
    let survey = RecoverySurvey(
      site: scene.site, service: service, found: scene.found, history: history, given: Set(inputs.map(\.name)),
      inPlace: inPlace.hosts)
    let time = RecoveryTime(
      target: service.target, began: began(service.target.clock, stamps), now: now)
    let all = survey.options(time)
    let own = scene.path.map { path in all.filter { $0.path == path } }
    let text = OptionsText(
      service: service, time: time, known: known, options: own ?? all, isChoice: own == nil && all.count > 1,
      width: min(Output.width, 100))
    (text.lines + [""]).forEach { Output.line($0) }
    guard let path = scene.path else {
      return try RecoveryChoice(options: all, service: service.name, canAsk: canAsk).choose(chosen).path
    }
    let others = all.filter { $0.path != path }.map { "\($0.strategy.rawValue) \($0.name ?? $0.path)" }
    if !others.isEmpty {
      Output.line("There is also \(others.joined(separator: ", ")): halfhour recover \(service.name)")
    }
    return path
  }

  private func began(_ clock: Target.Clock, _ stamps: [ClockStamp]) -> WallTime? {
    switch clock {
    case .disruption: stamps.first { $0.clock == .disruption }?.time
    case .declared: stamps.first { $0.clock == .declared }?.time
    case .started: nil
    }
  }

  private func load(_ path: String) throws -> LoadedRunbooks {
    guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: options.site, files: .disk)
    DiagnosticPrinter.print(diagnostics)
    guard let loaded else { throw ExitStatus.invalid }
    return loaded
  }

  /// What nobody has said yet and no default says; without somebody to ask, planning tells what is missing.
  private func missingInputs(_ loaded: LoadedRunbooks, _ given: [GivenInput]) throws -> [GivenInput] {
    guard canAsk else { return [] }
    var inputs: [GivenInput] = []
    for runbook in loaded.runbooks {
      for input in runbook.inputs where input.standard == nil {
        let names = [input.name.text, "\(runbook.name).\(input.name)"]
        guard !(given + inputs).contains(where: { names.contains($0.name) }) else { continue }
        Output.text(DisplayText.clean(input.name.text + (input.about.map { " (\($0))" } ?? "")) + ": ")
        guard let value = readLine() else { throw CommandFailure("\(input.name) has no value; nothing was started") }
        inputs.append(GivenInput(names[1], value))
      }
    }
    return inputs
  }

  /// An incident changes live systems; a habit of pressing Enter must not start one, nor let it loose on a live host.
  private func confirm(_ plan: Plan) throws {
    guard Output.hasReader else {
      throw CommandFailure("recover changes live systems: run it on a terminal, or say --yes")
    }
    let site = plan.site.name
    // Ways stand in another order on another night, so what was chosen is said once more.
    for runbook in plan.runbooks where runbook.service != nil {
      let risk = runbook.risk.map { " Surviving data: \($0)" } ?? ""
      Output.line("\(runbook.strategy.rawValue.uppercased())  \(runbook.name): \(runbook.title).\(risk)")
    }
    Output.line("This is for real. Type the name of the site to go on: \(site)")
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
