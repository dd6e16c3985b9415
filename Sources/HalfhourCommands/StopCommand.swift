internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders

struct StopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Stops a run from another terminal: ends its jobs; a drill still cleans up.",
    discussion: """
      Example:
        halfhour stop last --reason "wrong backup"
      """)

  @OptionGroup var argument: RunArgument
  @OptionGroup var me: PersonOptions

  @Option(help: "Why; it is recorded.")
  var reason: String?

  @Flag(help: "Let running steps come to their end.")
  var letFinish = false

  @Flag(help: "Leave out the cleanup of a drill, too.")
  var noCleanup = false

  func run() async throws {
    try await reportingFailures {
      let (_, run, folder) = try argument.find()
      let (state, _) = try folder.readState()
      if let ending = state.ending { throw CommandFailure("the run \(run) is over: it \(ending.verdict.words)") }
      let request = StopRequest(
        cause: .operator(try me.person(of: state.plan.site)), reason: await Me.typed(reason, in: state),
        cancelsRunning: !letFinish,
        leavesCleanup: noCleanup)
      try AnswerInbox.put(request, to: folder)
      Output.line(
        folder.isInHand
          ? "The run \(run) has been asked to stop. Watch it: halfhour watch \(run)"
          : "Nobody has the run \(run) in hand; it stops when it is taken up: halfhour resume \(run)")
    }
  }
}
