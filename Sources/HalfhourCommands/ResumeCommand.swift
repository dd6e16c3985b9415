internal import ArgumentParser
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Takes up a run that was left, killed, or waits for a person's word.",
    discussion: """
      Examples:
        halfhour resume last
        halfhour resume last --rerun shop.load
        halfhour resume last --confirm shop.load
        halfhour resume last --done shop.load --reason "loaded by hand from the older dump"
        halfhour resume last --skip shop.pages --reason "the pages are checked by the shop's owner"
        halfhour resume last --cleanup
        halfhour resume last --undo --reason "the old server came back"
      """)

  @OptionGroup var argument: RunArgument
  @OptionGroup var me: PersonOptions

  @Option(help: ArgumentHelp("Try this step once more.", valueName: "step"))
  var rerun: [String] = []

  @Option(help: ArgumentHelp("This step has been done by hand, or is known to have succeeded.", valueName: "step"))
  var done: [String] = []

  @Option(help: ArgumentHelp("Go on without this step.", valueName: "step"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp(
      "The host that this step asks about is the right one: its key is as shown, or it is taken over.",
      valueName: "step"))
  var confirm: [String] = []

  @Option(help: "Why; needed for --done and --skip, and recorded.")
  var reason: String?

  @Flag(help: "Of a run that is over: try again whatever of its cleanup did not succeed.")
  var cleanup = false

  @Flag(help: "Of a run that is over: take back the steps that passed and say how, the latest first.")
  var undo = false

  func validate() throws {
    guard !(cleanup && undo), !(cleanup || undo) || named.isEmpty else {
      throw ValidationError("--cleanup and --undo stand alone: each takes up a run that is over")
    }
    guard reason?.contains(where: { !$0.isWhitespace }) == true || (done.isEmpty && skip.isEmpty) else {
      throw ValidationError("--done and --skip need a --reason, which is recorded")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let (state, id, folder) = try argument.find()
      if cleanup || undo {
        let before = try folder.readState().state
        let reason = await Me.typed(reason, in: before)
        let person = try me.person(of: before.plan.site)
        let reopening = Reopening(purpose: undo ? .undo : .cleanup, by: person, reason: reason)
        throw try await RunReopener(state: state, run: id, folder: folder, reopening: reopening).start()
      }
      if folder.isInHand, !named.isEmpty { return try await answer(folder) }
      var (session, runState) = try RunTakeUp(state: state, run: id, folder: folder).begin { _ in
        folder.hasReports(ReportFormat.kept.map(\.fileExtension)) || !named.isEmpty
      }
      session.me = try me.person(of: runState.plan.site)
      session.words = try words(in: runState, by: session.me, reason: await Me.typed(reason, in: runState))
      throw try await session.drive(from: runState)
    }
  }

  private var named: [String] { rerun + done + skip + confirm }

  /// Another process has the run in hand: it is told what this person says, and goes on by itself.
  private func answer(_ folder: RunFolder) async throws {
    let (state, _) = try folder.readState()
    let (reason, person) = (await Me.typed(reason, in: state), try me.person(of: state.plan.site))
    let desk = AnswerDesk(folder: folder, state: state)
    for (step, word) in try words(in: state, by: person, reason: reason).sorted(by: { $0.key < $1.key }) {
      guard let prompt = state.openPrompts.first(where: { $0.step == step }) else {
        throw CommandFailure("\(step) asks nothing now. See: halfhour watch \(folder.name)")
      }
      let answer = PromptAnswer(prompt: prompt.number, choice: word.choice, reason: word.reason, by: person)
      Output.line(try desk.put(answer))
      Output.line(try await desk.outcome(of: answer))
    }
  }

  private func words(
    in state: RunState, by person: Operator, reason: String?
  ) throws(CommandFailure) -> [StepID: PersonsWord] {
    var words: [StepID: PersonsWord] = [:]
    for (choice, names) in [(Choice.rerun, rerun), (.done, done), (.skip, skip), (.confirm, confirm)] {
      for name in names {
        let id = try step(name, in: state)
        guard words[id] == nil else { throw CommandFailure("\(id) is named twice") }
        try requireChoice(choice, of: id, in: state)
        let word = PersonsWord(choice: choice, reason: reason)
        try requireCounting(word, of: id, by: person, in: state)
        words[id] = word
      }
    }
    return words
  }

  /// A word that the step's question doesn't offer would be taken by nobody.
  private func requireChoice(_ choice: Choice, of step: StepID, in state: RunState) throws(CommandFailure) {
    guard let prompt = state.openPrompts.first(where: { $0.step == step }), !prompt.choices.contains(choice) else {
      return
    }
    let ways = prompt.choices.filter { $0 != .stop }.map(\.rawValue).joined(separator: ", ")
    throw CommandFailure(
      "--\(choice.rawValue) is no answer to what \(step) asks, but \(ways): \(prompt.question). See: halfhour answer \(argument.run) \(step)"
    )
  }

  /// Of a manual step with fields, say, the bare word that it is done would be taken by nobody either.
  private func requireCounting(
    _ word: PersonsWord, of step: StepID, by person: Operator, in state: RunState
  ) throws(CommandFailure) {
    guard let prompt = state.openPrompts.first(where: { $0.step == step }) else { return }
    let answer = PromptAnswer(prompt: prompt.number, choice: word.choice, reason: word.reason, by: person)
    guard let objection = state.objection(to: answer) else { return }
    throw CommandFailure("\(step): \(objection). See: halfhour answer \(argument.run) \(step)")
  }

  /// A step by its whole name, or by its own where only one runbook has it.
  private func step(_ name: String, in state: RunState) throws(CommandFailure) -> StepID {
    let matches = state.plan.steps.map(\.id).filter { $0.description == name || $0.step.text == name }
    guard let match = matches.first else { throw CommandFailure("the run has no step \(name)") }
    guard matches.count == 1 else {
      throw CommandFailure("\(name) could be \(matches.map(\.description).joined(separator: ", "))")
    }
    return match
  }
}
