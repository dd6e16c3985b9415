internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Writes an entry and takes it in; an entry that contradicts the state is an error of this program.
  mutating func record(_ event: Entry) {
    let entry = JournalEntry(sequence: state.lastSequence + 1, stamp: now, event: event)
    do {
      try state.apply(entry)
    } catch {
      preconditionFailure("\(error)")
    }
    effects.append(.append(entry))
  }

  /// Does something once every entry up to now is durable.
  mutating func hold(_ effect: RunEffect) {
    held.append(HeldEffect(after: state.lastSequence, effect: effect))
  }

  /// Takes back a start that has not been released yet.
  mutating func withdrawStart(of attempt: AttemptID) -> Bool {
    let place = held.firstIndex {
      switch $0.effect {
      case .startAttempt(let request): request.attempt == attempt
      case .startAdHoc(let start): start.attempt == attempt
      default: false
      }
    }
    guard let place else { return false }
    held.remove(at: place)
    return true
  }

  mutating func release() {
    guard !held.isEmpty else { return }
    let durable = state.bookkeepingLost ? state.lastSequence : syncedThrough
    let count = held.prefix { $0.after <= durable }.count
    guard count > 0 else { return }
    // Whoever leaves a run to wait for people must not take entries with him that exist nowhere else.
    let kept = state.bookkeepingLost ? held.prefix(count).filter { $0.effect == .awaitAnswers } : []
    effects.append(contentsOf: held.prefix(count).lazy.map(\.effect).filter { kept.isEmpty || $0 != .awaitAnswers })
    held.replaceSubrange(..<count, with: kept)
  }
}
