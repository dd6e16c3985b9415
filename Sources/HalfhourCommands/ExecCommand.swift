internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Does a command that no runbook holds on a host of a run; it is recorded with its output.",
    discussion: """
      Examples:
        halfhour exec last database -- systemctl restart postgresql
        halfhour exec last database -- 'journalctl -u postgresql | tail -n 50'
        halfhour exec last database -- sh -c 'ps ax | grep "$1"' sh postgres
        halfhour exec last here --reason "the lease had run out" -- dhclient -v eth0

      The words behind -- are a program and its arguments, and arrive as they are. A single one with a blank or
      another sign of the shell in it is a line for sh, so that pipes need quotes: without them your own shell has
      them here. The command is done once, as the user who logs in, with nothing to read. `here` is the machine that
      runs halfhour, unless the run has a host of that name; --here always is.

      Ctrl-C ends the watching alone; the command goes on. When no process has the run in hand, this one takes it up as
      `resume` does, and lets go of it again when it can't go on.

      Exit status: that of the command; 128 and the signal that ended it; 255 when it was not done, or nobody knows how
      it ended; 130 after Ctrl-C; 2 when it can't be asked for.
      """)

  @OptionGroup var argument: RunArgument
  @OptionGroup var me: PersonOptions

  @Argument(help: "A host of the run, or `here` for this machine.")
  var host: String?

  @Flag(help: "On this machine; HOST is left out.")
  var here = false

  @Option(help: "Why; it is recorded.")
  var reason: String?

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("What to do, behind --: a program and its arguments, or one line for sh.", valueName: "command"))
  var words: [String] = []

  func validate() throws {
    guard !words.isEmpty else {
      throw ValidationError("there is no command: halfhour exec RUN HOST -- COMMAND, with the two dashes before it")
    }
    guard words.joined().contains(where: { !$0.isWhitespace }) else { throw ValidationError("the command is empty") }
    guard words.reduce(0, { $0 + $1.utf8.count + 1 }) <= Self.longestCommand else {
      throw ValidationError("the command is longer than \(Self.longestCommand) bytes; put it into a file on the host")
    }
    guard !here || host == nil else { throw ValidationError("say a host or --here, not both") }
  }

  func run() async throws {
    try await reportingFailures {
      let (state, run, folder) = try find()
      let (runState, _) = try folder.readState()
      if let ending = runState.ending {
        throw CommandFailure("the run \(run) is over: it \(ending.verdict.words). Nothing more is done in it.")
      }
      let request = AdHocRequest(
        id: 0, host: try ExecPlace(host: host, here: here).host(in: runState), command: command,
        by: try me.person(of: runState.plan.site), reason: await Me.typed(reason, in: runState),
        requested: SystemClock().now().wall)
      try await refuseSecrets(in: runState)
      throw try await AdHocExec(state: state, run: run, folder: folder, request: request).carryOut()
    }
  }

  /// The run; a host that stands alone, where the run should, is explained.
  private func find() throws -> (state: StateFolder, run: RunID, folder: RunFolder) {
    guard host == nil, !here else { return try argument.find() }
    do {
      let (_, run, folder) = try argument.find()
      throw CommandFailure(
        "on which host of the run \(run)? \(ExecPlace.known(in: try folder.readState().state)) Say: halfhour exec \(argument.run) HOST -- …"
      )
    } catch is FolderError {
      throw CommandFailure("say the run and the host, such as: halfhour exec last \(argument.run) -- …")
    }
  }

  private var command: AdHocCommand { ExecWords(words).command }

  /// Words that are kept for ever, and stand in the list of processes, are no place for a secret.
  private func refuseSecrets(in state: RunState) async throws {
    for word in words {
      guard await Me.typed(word, in: state) != word else { continue }
      throw CommandFailure(
        "the command holds a secret of the run, which would be recorded and shown in lists of processes. Put it into a file on the host, and let the command read that."
      )
    }
  }

  /// As much as a value of a runbook may have.
  private static let longestCommand = 128_000
}
