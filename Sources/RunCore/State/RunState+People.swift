internal import RecoveryPlanning
internal import RunbookModel

/// Something that a person said of the run, with when.
package struct Dated<Word: Hashable & Sendable>: Hashable, Sendable {
  package var word: Word
  package var at: Moment

  package init(_ word: Word, at moment: Moment) {
    self.word = word
    at = moment
  }
}

extension RunState {
  /// A finding's status now, by the last word that was said of it.
  package func status(ofFinding number: Int) -> FindingStatus {
    findingChanges.last { $0.word.finding == number }?.word.status ?? .open
  }

  /// The clocks of people for which nobody has said a time, nor that nobody knows it.
  package var missingClocks: [RunClock] {
    guard plan.mode == .incident else { return [] }
    return [RunClock.disruption, .detected, .declared].filter { clock in
      !clocks.contains { $0.stamp.clock == clock && $0.stamp.service == nil }
    }
  }
}
