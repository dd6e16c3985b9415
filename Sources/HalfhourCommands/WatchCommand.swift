internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunEngine
internal import RunFolders

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Shows a run that another process has in hand: what runs, how long, what waits; and answers what waits.",
    discussion: """
      Examples:
        halfhour watch last
        halfhour watch last --say
        halfhour watch last --as ruth

      On a terminal, the keys below an open question answer it, as on the run's own terminal; q leaves this view, and the
      run goes on. docs/terminal.md tells what each key does.
      """)

  @OptionGroup var argument: RunArgument
  @OptionGroup var me: PersonOptions

  @Flag(help: "Print what people are told now, to be read out on the telephone, and exit.")
  var say = false

  func run() async throws {
    try await reportingFailures {
      let (_, run, folder) = try argument.find()
      let (state, reading) = try folder.readState()
      if say { return Output.text(UpdateTemplate.present(state)) }
      if let live = Screens.live(state: state, viewer: .watcher(isDriven: folder.isInHand)) {
        live.takeAnswers(AnswerPost(me: try me.person(of: state.plan.site), folder: folder))
        try await watch(folder, on: live)
      } else {
        try await follow(folder, run, state, reading)
      }
    }
  }

  /// The picture of the run's own terminal, until the run is over or somebody presses q.
  private func watch(_ folder: RunFolder, on live: LiveScreen) async throws {
    live.begin()
    defer { live.end() }
    var journal = WatchedJournal(folder)
    var last: RunState?
    while last?.ending == nil && !live.isLeft {
      if let (state, _) = try journal.readIfChanged() { last = state }
      if let last { live.show(last, isDriven: folder.isInHand) }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// Lines, until the run is over or nobody has it in hand any more.
  private func follow(
    _ folder: RunFolder, _ run: RunID, _ state: RunState, _ reading: JournalReading
  ) async throws {
    let lines = PlainLines(plan: state.plan, run: run)
    lines.begin()
    lines.note(reading.entries, state: state)
    var (state, seen) = (state, reading.entries.count)
    var journal = WatchedJournal(folder)
    while state.ending == nil {
      let isInHand = folder.isInHand
      if let (now, reading) = try journal.readIfChanged() {
        lines.note(Array(reading.entries[seen...]), state: now)
        (state, seen) = (now, reading.entries.count)
      }
      guard isInHand || state.ending != nil else {
        Output.line("Nobody has the run in hand. Take it up: halfhour resume \(run)")
        return
      }
      try await Task.sleep(for: .milliseconds(250))
    }
  }
}
