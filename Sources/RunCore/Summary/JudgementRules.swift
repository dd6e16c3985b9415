/// By which rules a recovery is judged; each has the number of the summary's format that came with it.
///
/// An older report is made again by the rules of its time, so that new ones never make it look changed.
package enum JudgementRules: Int, Hashable, Sendable, CaseIterable {
  /// A late backup counted as no older than the disruption, a word replaced a measured time, a left-out check was not in T6.
  case first = 1
  /// Such a backup is a condition; of a word and a measurement, the one that flatters less counts. What no check has
  /// seen whole meets no target; the critical path of a run that is over is the measured one.
  case second = 2

  package static let current = Self.second
}
