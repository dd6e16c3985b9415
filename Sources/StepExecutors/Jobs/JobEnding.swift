/// The proof that a job was ended: the processes that could not be, and whether it took a KILL.
package struct JobEnding: Hashable, Sendable {
  /// Empty when nothing of the job is left.
  package let survivors: [Int32]
  /// True when something outlived the grace.
  package let killed: Bool
}
