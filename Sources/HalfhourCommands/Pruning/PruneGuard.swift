internal import HistoryIndex
internal import RunCore
internal import RunFolders

/// Says why a run may not go: by the index where that is up to date, and by the run's own journal before it goes.
struct PruneGuard {
  let folder: RunFolder
  /// What the index knows of it.
  var hold: RunHold?

  /// Why the run stays; nil where nothing speaks for it.
  ///
  /// The journal is read where its last line isn't the one that the index knows: each line vouches for all before it.
  var objection: String? {
    if folder.isInHand { return "in the hands of a process" }
    guard let hold, hold.journalHead == folder.journalHead else { return recordedObjection }
    return Self.objection(hold)
  }

  /// The same from the journal alone, for who has the run in hand and is about to remove it.
  var recordedObjection: String? {
    do {
      let (state, reading) = try folder.readState(older: true)
      let open = state.notes.count { $0.word.finding != nil && state.status(ofFinding: $0.word.number) != .closed }
      return Self.objection(
        RunHold(
          journalHead: reading.head, isOver: state.ending != nil,
          signedOffBy: state.signOffs.last?.word.by.description, openFindings: open))
    } catch {
      return "it can't be read: \(error)"
    }
  }

  private static func objection(_ hold: RunHold) -> String? {
    if !hold.isOver { return "not over" }
    if let signer = hold.signedOffBy { return "signed off by \(signer)" }
    switch hold.openFindings {
    case 0: return nil
    case 1: return "a finding of it is not closed"
    default: return "\(hold.openFindings) findings of it are not closed"
    }
  }
}
