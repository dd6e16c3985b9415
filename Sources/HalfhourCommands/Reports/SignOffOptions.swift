internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Somebody stands for a run's record; what is signed off is the journal up to its last line.
struct SignOffOptions: ParsableArguments {
  @Option(
    help:
      "Stand for the record of a run that is over: \(SignOff.Role.allCases.map(\.rawValue).joined(separator: ", ")).")
  var signOff: SignOff.Role?

  @OptionGroup var person: PersonOptions

  @Option(help: "What is to be said with a sign-off; it is recorded.")
  var remark: String?

  @Option(
    help: ArgumentHelp(
      "Sign a sign-off with this SSH key: a private one, or a public one whose private half your agent holds.",
      valueName: "file"))
  var key: String?

  func validate() throws {
    guard signOff != nil || (remark == nil && key == nil && person.person == nil) else {
      throw ValidationError("--as, --remark and --key go with --sign-off")
    }
    guard remark?.allSatisfy(\.isWhitespace) != true else { throw ValidationError("--remark is empty") }
  }

  /// Writes the sign-off into the journal and says which record was signed off.
  func tell(_ role: SignOff.Role, of argument: RunArgument) async throws {
    let (state, run, folder) = try argument.find()
    let (before, reading) = try folder.readState()
    let person = try person.person(of: before.plan.site)
    var word = SignOff(role: role, by: person, remark: await Me.typed(remark, in: before), head: reading.head)
    if let objection = before.objection(to: word) { throw CommandFailure(objection) }
    if let key { word.signature = try await signature(of: word, run, with: key) }
    let teller = WordTeller(state: state, run: run, folder: folder, person: person)
    guard let after = try await teller.tell([.signOff(word)]) else {
      Output.line("It lies ready for the process that has the run \(run) in hand, which has not taken it in yet.")
      return
    }
    let wording = NoteWording(before: before, after: after, now: SystemClock().now().wall)
    Output.line(DisplayText.clean(wording.line(of: .signOff(word))))
    Output.line("Signed off: lines 1 to \(before.lastSequence) of the journal, of which the last has the SHA-256")
    Output.line("  \(word.head)")
    if word.signature == nil {
      Output.line("It is not signed with a key: it says what your user on this machine said. (--key FILE signs it.)")
    } else {
      Output.line("It is signed; verify it with: halfhour evidence verify … --allowed-signers FILE")
    }
  }

  private func signature(of word: SignOff, _ run: RunID, with key: String) async throws -> String {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let signer = SSHSignature(namespace: SignOff.namespace, folder: scratch.path)
    return try await signer.sign(Array(word.statement(of: run).utf8), with: key)
  }
}

extension SignOff.Role: ExpressibleByArgument {}
