internal import ArgumentParser
internal import HistoryIndex
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Notes something of a run, during it or after: words, findings, clocks, who was there.",
    discussion: """
      Examples:
        halfhour note last
        halfhour note last "the UPS beeps"
        halfhour note last --finding --owner ruth --due 2026-12-01 "the dump of the orders was not in the vault"
        halfhour note last --close 2 --reason "the vault is filled every night"
        halfhour note last --clock disruption=02:47 --clock detected=02:55
        halfhour note last --clock declared=02:58 --declared-by "Ruth"
        halfhour note last --clock accepted=10:40 --service database
        halfhour note last --clock data-from="yesterday 23:50" --service database
        halfhour note last --present ruth:sales
        halfhour note --findings

      A run alone lists what was noted of it. Times are \(ClockTime.forms). A later word on a clock replaces the one
      before, which stays in the record; what a step measured stays, too, and of both the one counts that looks worse.
      data-from is from when restored data are, where no step says it. When no process has the run in hand, this one writes the note down; it starts
      nothing of the run.
      """)

  @OptionGroup var argument: RunArgument

  @Argument(help: "What to note.")
  var text: String?

  @OptionGroup var finding: FindingOptions
  @OptionGroup var presence: PresenceOptions

  @Option(help: ArgumentHelp("When something happened, such as disruption=02:47.", valueName: "clock=time"))
  var clock: [String] = []

  @Option(help: "The service that accepted, backlog-cleared or data-from is about, where the run recovers several.")
  var service: String?

  @Option(help: ArgumentHelp("Who decided to recover, with --clock declared=….", valueName: "who"))
  var declaredBy: String?

  @OptionGroup var person: PersonOptions

  @Flag(help: "List the findings of all runs that nobody has closed; those over their date come first.")
  var findings = false

  @Option(help: "How to print a list.")
  var format: OutputFormat = .text

  private var saysNothing: Bool { text == nil && !finding.changesAny && presence.isEmpty && clock.isEmpty }

  func validate() throws {
    guard !findings || (saysNothing && !finding.finding) else {
      throw ValidationError("--findings lists the findings of all runs, and notes nothing")
    }
    guard text != nil || (!finding.finding && !finding.hasTerms) else {
      throw ValidationError("a finding needs a text: halfhour note RUN --finding \"what was found\"")
    }
    guard finding.finding || !finding.hasTerms else {
      throw ValidationError("--severity, --owner and --due are for a finding: say --finding, too")
    }
    guard finding.changesAny || finding.reason == nil else {
      throw ValidationError("--reason goes with --accept, --retest or --close")
    }
    guard service == nil || !clock.isEmpty else { throw ValidationError("--service goes with --clock") }
    guard declaredBy == nil || clock.contains(where: { $0.hasPrefix("declared=") }) else {
      throw ValidationError("--declared-by goes with --clock declared=…: when, or `now`, or `unknown`")
    }
    guard declaredBy?.allSatisfy(\.isWhitespace) != true else { throw ValidationError("--declared-by is empty") }
  }

  func run() async throws {
    try await reportingFailures {
      if findings { return try listFindings() }
      let (state, run, folder) = try find()
      let (before, _) = try folder.readState()
      if saysNothing { return list(before, of: run) }
      let person = try person.person(of: before.plan.site)
      let words = try await words(in: before, by: person)
      let teller = WordTeller(state: state, run: run, folder: folder, person: person)
      guard let after = try await teller.tell(words) else {
        Output.line("It lies ready for the process that has the run \(run) in hand, which has not taken it in yet.")
        return
      }
      tell(words, before, after)
    }
  }

  /// A text that stands alone, where the run should, is explained.
  private func find() throws -> (state: StateFolder, run: RunID, folder: RunFolder) {
    do {
      return try argument.find()
    } catch let error as FolderError where text == nil && argument.run.contains(" ") {
      throw CommandFailure("\(error). Say the run first: halfhour note last \"\(argument.run)\"")
    }
  }

  private func words(in state: RunState, by person: Operator) async throws -> [RunWord] {
    let maker = NoteWords(state: state, person: person, clock: ClockTime())
    let declaredBy = await Me.typed(declaredBy, in: state)
    var words = try await maker.presences(presence) + maker.clocks(clock, service: service, declaredBy: declaredBy)
    words += try maker.changes(finding, reason: await Me.typed(finding.reason, in: state))
    if let text = await Me.typed(text, in: state) { words.append(try maker.note(text, finding)) }
    return words
  }

  // MARK: - Output

  private func list(_ state: RunState, of run: RunID) {
    let list = NoteList(run: run, summary: RunSummary(of: state))
    switch format {
    case .json: Output.line(JSONWriter.text(of: list))
    case .text: Output.text(list.text(now: SystemClock().now().wall, width: min(Output.width, 100)))
    }
  }

  private func listFindings() throws {
    let index = try IndexKeeper(state: try StateFolder(environment: Me.environment)).upToDate(anew: false)
    let list = FindingList(findings: try index.openFindings(), now: SystemClock().now().wall)
    switch format {
    case .json: Output.line(JSONWriter.text(of: list.sorted))
    case .text: Output.text(list.text)
    }
  }

  private func tell(_ words: [RunWord], _ before: RunState, _ after: RunState) {
    let wording = NoteWording(before: before, after: after, now: SystemClock().now().wall)
    for word in words { Output.line(DisplayText.clean(wording.line(of: word))) }
    if let change = wording.verdictChange { Output.line(change) }
  }
}
