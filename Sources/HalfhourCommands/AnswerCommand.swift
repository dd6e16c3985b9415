internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Shows the questions of a run that wait for a person, and answers one of them.",
    discussion: """
      Examples:
        halfhour answer
        halfhour answer last shop.power --done --field how="the plug is out" --attach photo.jpg
        halfhour answer last shop.owner --approve --as ruth
        halfhour answer last shop.owner --reject --as ruth --reason "orders of May are missing"
        halfhour answer last shop.which --option failover
        halfhour answer last shop.load --retry
        halfhour answer last shop.load --set backups=/mnt/usb --reason "the share is down"

      Without a choice it shows what is asked, who may answer, and the command for each answer. QUESTION is the step
      that asks, or the number of the question. The first answer wins. It may be given from any terminal of this
      machine, also while no process has the run in hand: then it takes effect when the run is taken up.
      """)

  @OptionGroup var argument: RunArgument

  @Argument(help: "The step that asks, or the question's number.")
  var question: String?

  @OptionGroup var choices: ChoiceOptions
  @OptionGroup var me: PersonOptions

  @Option(help: ArgumentHelp("What is to be reported; once for each field.", valueName: "name=value"))
  var field: [String] = []

  @Option(
    help: ArgumentHelp("A file to keep with the run, for a field that asks for one or unasked.", valueName: "path"))
  var attach: [String] = []

  @Option(help: "Why; it is recorded.")
  var reason: String?

  @Option(help: "How to print the questions.")
  var format: OutputFormat = .text

  func validate() throws {
    guard choices.all.count <= 1 else {
      throw ValidationError("one answer at a time: \(choices.all.map(\.flag).joined(separator: " or "))")
    }
    guard choices.all.isEmpty || question != nil else {
      throw ValidationError("say which question: halfhour answer \(argument.run) QUESTION \(choices.all[0].flag)")
    }
    guard !choices.all.isEmpty || (field.isEmpty && attach.isEmpty && reason == nil) else {
      throw ValidationError("say what you answer, such as --done. See: halfhour answer \(argument.run)")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let (_, _, folder) = try find()
      let (state, _) = try folder.readState()
      guard let question, let choice = choices.all.first else { return try show(state, folder) }
      let record = try QuestionFinder(state: state).record(question)
      let draft = AnswerDraft(
        desk: AnswerDesk(folder: folder, state: state), record: record, asker: LineAsker.terminal, me: me)
      try await put(try await draft.answer(choice, fields: field, attachments: attach, reason: reason), draft.desk)
    }
  }

  /// The copies of files go again with an answer that is refused.
  private func put(_ answer: PromptAnswer, _ desk: AnswerDesk) async throws {
    let isInHand = desk.folder.isInHand
    do {
      Output.line(try desk.put(answer))
    } catch {
      desk.discard(answer.evidence)
      throw error
    }
    if isInHand { Output.line(try await desk.outcome(of: answer)) }
  }

  /// The run; a question that stands alone, where the run should, is explained.
  private func find() throws -> (state: StateFolder, run: RunID, folder: RunFolder) {
    do {
      return try argument.find()
    } catch let error as FolderError where question == nil {
      throw CommandFailure(
        "\(error.message). To answer a question, say the run first: halfhour answer last \(argument.run)")
    }
  }

  private func show(_ state: RunState, _ folder: RunFolder) throws {
    var questions = OpenQuestion.all(in: state, folder, at: SystemClock().now())
    if let question {
      let number = try QuestionFinder(state: state).record(question).prompt.number
      questions = questions.filter { $0.prompt.number == number }
    }
    switch format {
    case .json: Output.line(JSONWriter.text(of: questions))
    case .text: QuestionList(questions: questions, state: state, folder: folder).lines.forEach { Output.line($0) }
    }
  }
}

/// What a person answers: one of these.
struct ChoiceOptions: ParsableArguments {
  @Flag(help: "Try the step once more.")
  var retry = false

  @Flag(help: "Edit the step in $EDITOR, and try it again.")
  var edit = false

  @Option(help: ArgumentHelp("Try the step again with another value of an input.", valueName: "name=value"))
  var set: String?

  @Flag(help: "It is done, or has been done by hand.")
  var done = false

  @Flag(help: "Go on without the step.")
  var skip = false

  @Flag(help: "Stop the run.")
  var stop = false

  @Flag(help: "The host is the right one: its key is as shown, or it is taken over.")
  var confirm = false

  @Flag(help: "Yes.")
  var approve = false

  @Flag(help: "No; say why with --reason.")
  var reject = false

  @Option(help: ArgumentHelp("One of the options of a decision.", valueName: "name"))
  var option: String?

  @Flag(help: "A drill that has failed cleans up now.")
  var cleanUp = false

  /// What was given; more than one is an error of whoever typed it.
  var all: [GivenChoice] {
    let flags: [(Bool, GivenChoice)] = [
      (retry, .plain(.rerun)), (edit, .edit), (done, .plain(.done)), (skip, .plain(.skip)), (stop, .plain(.stop)),
      (confirm, .plain(.confirm)), (approve, .plain(.approve)), (reject, .plain(.reject)),
      (cleanUp, .plain(.cleanUp)),
    ]
    return flags.filter(\.0).map(\.1) + (set.map { [.input($0)] } ?? []) + (option.map { [.option($0)] } ?? [])
  }
}

/// A choice as it was given on the command line.
enum GivenChoice: Hashable, Sendable {
  case plain(Choice)
  case option(String)
  case edit
  /// `name=value`.
  case input(String)

  var choice: Choice {
    switch self {
    case .plain(let choice): choice
    case .option: .decide
    case .edit, .input: .amend
    }
  }

  var flag: String {
    switch self {
    case .plain(.rerun): "--retry"
    case .plain(let choice): "--\(choice.rawValue)"
    case .option: "--option"
    case .edit: "--edit"
    case .input: "--set"
    }
  }
}
