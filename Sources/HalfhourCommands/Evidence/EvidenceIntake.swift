internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Puts a verified record among this machine's runs: as a new one, in place of a shorter one, or not at all.
struct EvidenceIntake {
  let state: StateFolder
  let run: RunID
  let verification: EvidenceVerification
  /// What the archive is called.
  let name: String

  func takeIn(_ runState: RunState) throws {
    try refuseForeignName()
    let here = state.folder(of: run)
    guard let bytes = try here.readJournalBytes() else {
      let origin = "\(name), list of sums \(verification.sumsHash ?? "")"
      let folder = try state.adopt(verification.folder, as: run, state: runState, origin: origin)
      try settle(in: folder)
      return Output.line("The run \(run) is taken in. See: halfhour report \(run)")
    }
    let ours = JournalHeads(bytes)
    if verification.heads.isBeginning(of: ours) {
      let more = ours.all.count - verification.heads.all.count
      return Output.line(
        "The run \(run) is here already\(more == 0 ? "" : ", with \(more) lines more in its journal").")
    }
    try extend(here, to: runState)
  }

  /// A folder is named after its run, and a hostile name would lead elsewhere; asked before any path is made of it.
  func refuseForeignName() throws(CommandFailure) {
    guard run.isWellFormed, run.text == verification.unpacked.contents.top else {
      throw CommandFailure("a run can't be called \(DisplayText.clean(run.text))")
    }
  }

  private func extend(_ here: RunFolder, to runState: RunState) throws {
    let lock = try here.lock(holder: Me.holder(of: run))
    // What was read before the lock was held may have grown.
    let ours = JournalHeads(try here.readJournalBytes() ?? [])
    guard ours.isBeginning(of: verification.heads) else {
      throw CommandFailure(
        "the run \(run) is here with another record, and neither goes on from the other; nothing was changed. "
          + "Here its journal has the head \(ours.all.last ?? "-"), in \(name) \(verification.heads.all.last ?? "-")",
        status: ExitStatus.failure)
    }
    // One of another machine is never gone on with, whatever its journal says.
    if !here.isImported { try refuseMoreThanWords(behind: ours, of: try here.readState().state) }
    try here.extend(from: verification.folder, state: runState)
    try settle(in: here)
    withExtendedLifetime(lock) {}
    let more = verification.heads.all.count - ours.all.count
    Output.line("The run \(run) was here already; \(more) lines of its journal were added. See: halfhour report \(run)")
  }

  /// A run of ours can be gone on with, so that nobody else may write what happened in it, or what it is to do.
  private func refuseMoreThanWords(behind ours: JournalHeads, of own: RunState) throws(CommandFailure) {
    guard own.ending != nil else {
      throw CommandFailure(
        "the run \(run) is here and not over: what goes on from it elsewhere is not taken in; nothing was changed",
        status: ExitStatus.failure)
    }
    let added = (verification.reading?.entries ?? []).dropFirst(ours.all.count)
    guard let other = added.first(where: { !$0.event.isWordAfterEnd }) else { return }
    throw CommandFailure(
      "in \(name) the journal goes on from ours with more than what people say of a run that is over, from line "
        + "\(other.sequence) on; nothing was changed",
      status: ExitStatus.failure)
  }

  /// Reports are made anew here, rather than shown as somebody else's file has them; so is the index.
  private func settle(in folder: RunFolder) throws {
    let (runState, reading) = try folder.readState()
    let maker = ReportMaker(state: state, folder: folder)
    do {
      try maker.write(maker.document(of: runState, head: reading.head, endHead: reading.endHead))
    } catch {
      Output.error("WARNING: the report can't be written: \(error). Later: halfhour report \(run)")
    }
    do {
      try HistoryIndex.open(state.index).record(RunSummary(of: runState), journalHead: reading.head)
    } catch {
      Output.error("WARNING: the index of runs can't be written: \(error). Later: halfhour runs --reindex")
    }
  }
}

extension Entry {
  /// What another machine may add to a run that was carried out here: words of people, and no place for jobs.
  fileprivate var isWordAfterEnd: Bool {
    switch self {
    case .sessionOpened(let session): session.jobFolders == nil
    case .noted, .findingChanged, .participantNoted, .clockStamped, .signedOff, .updateSent: true
    default: false
    }
  }
}
