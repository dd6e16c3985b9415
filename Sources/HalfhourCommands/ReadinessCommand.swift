internal import ArgumentParser
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

struct ReadinessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readiness",
    abstract: "Shows which services could be recovered now, and what stands in the way of the others.",
    discussion: """
      Examples:
        halfhour readiness
        halfhour readiness database --diff
        halfhour readiness runbooks/call-centre --check --quiet
        halfhour readiness database --hosts --mode incident --at offsite
        halfhour readiness --format ics >drills.ics

      Every service: its last drill on this machine and its verdict, its recovery time and the age of its newest backup
      against their objectives, its last precheck, who has done it, and whether runbook, templates, scripts, known-good
      answers or its entry in the site changed since the last drill that passed: then it needs verification.

      --check carries out triage and prechecks as a drill would, resolves every secret once without showing it, connects
      to the hosts, and keeps what it found. Nothing else is started or changed, and no run is recorded.

      --hosts alone connects to every host of the runbooks, and shows side by side: whether it can be reached, its key
      and who vouches for it, system, user, whether the user can become whom the steps need, free disks and memory,
      clock, the programs that a run uses, and the time of a connection and of a question. Nothing is started, marked or
      left on a host. On one whose key nobody vouches for nothing is done at all.

      Exit status: 0 all is ready, 1 something is not (no runbook or a broken one, never drilled, last drill not passed,
      changed since, overdue, recovery too slow, backup too old, precheck failed), 2 invalid runbook or usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Runbooks, services, or folders of sites. (default: all services of the site here)", valueName: "subject"))
  var subjects: [String] = []

  @Option(help: "The path of the site file. (default: site.yaml in the runbook's folder or above it)")
  var site: String?

  @Option(
    name: .customLong("input"),
    help: ArgumentHelp("A value for an input of a runbook, for --check.", valueName: "name=value"))
  var inputs: [String] = []

  @OptionGroup var hostOptions: HostOptions
  @OptionGroup var inPlace: InPlaceOptions

  @Flag(help: "Carry out the prechecks now.")
  var check = false

  @Flag(help: "Every host, side by side.")
  var hosts = false

  @Flag(help: "Show what changed since the last drill that passed, line by line.")
  var diff = false

  @Flag(help: "Print only what isn't ready: nothing at all where everything is.")
  var quiet = false

  @Option(help: "As a drill reaches the hosts, or an incident.")
  var mode: RunMode = .drill

  @Option(help: "text, json, or ics: a calendar of the drills that are due; its exit status is 0 when it is written.")
  var format: ReadinessFormat = .text

  func validate() throws {
    if mode == .incident, check || !hosts { throw ValidationError("--mode incident goes with --hosts alone") }
    if format == .calendar, hosts || check || diff || quiet {
      throw ValidationError("--format ics goes with none of --hosts, --check, --diff, --quiet")
    }
    if hosts, !check, diff || quiet { throw ValidationError("--diff and --quiet don't go with --hosts alone") }
  }

  func run() async throws {
    try await reportingFailures {
      if format == .calendar {
        return Output.text(try DrillCalendar.of(try SiteSelection.all(subjects, site: site)).text)
      }
      let choice = try hostOptions.choice(inPlace: inPlace.hosts)
      if hosts, !check {
        let reports = try await HostReports(subjects: subjects, site: site, inputs: inputs, mode: mode, hosts: choice)
          .reports()
        print(reports)
        if !reports.allSatisfy(\.isReady) { throw ExitStatus.failure }
        return
      }
      let survey = ReadinessSurvey(
        selections: try SiteSelection.all(subjects, site: site),
        inputs: check ? try RunbookOptions.given(inputs) : [], hosts: choice, checks: check, showsHosts: hosts)
      let outcome = try await survey.outcome()
      print(outcome)
      if let status = outcome.status { throw status }
    }
  }

  private var width: Int { min(max(Output.isTerminal ? Output.width : 80, 60), 100) }

  private func print(_ reports: [ReadinessReport]) {
    switch format {
    case .text:
      let width = Output.isTerminal ? Output.width : 100
      Output.text(reports.map { $0.text(width: width, look: .ofOutput) }.joined(separator: "\n"))
    case .json where reports.count == 1: Output.line(JSONWriter.text(of: reports[0]))
    case .json, .calendar: Output.line(JSONWriter.text(of: reports))
    }
  }

  private func print(_ outcome: ReadinessOutcome) {
    switch format {
    case .text:
      Output.text(outcome.text(width: width, look: .ofOutput, quiet: quiet, diff: diff))
    case .json, .calendar:
      if !quiet || outcome.status != nil {
        Output.line(JSONWriter.text(of: WrittenOutcome(outcome: outcome, diff: diff)))
      }
    }
  }
}

/// For people, for programs, or for people's calendars.
enum ReadinessFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
  case calendar = "ics"
}
