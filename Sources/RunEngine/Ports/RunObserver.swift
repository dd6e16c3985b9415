package import RunCore

/// Somebody who watches a run; watching can neither delay nor fail it.
package protocol RunObserver: Sendable {
  /// These entries have been folded into the state; `state` is not to be kept.
  func note(_ entries: [JournalEntry], state: borrowing RunState)
  func bookkeepingFails(_ reason: String)
  /// An answer changes nothing, although whoever gave it was told that it would be taken.
  func ignores(_ answer: PromptAnswer, because objection: String)
}
