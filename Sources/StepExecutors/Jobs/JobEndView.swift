/// What was seen of a job's end.
struct JobEndView: Sendable {
  var exit: ObservedExit
  var record: JobRecord?
  /// Asked for only where there is no record.
  var mark: JobStartMark?
  var ended: ClockReading
  /// True for a job that ended while nobody watched it, so that its own times count.
  var isLate: Bool
  /// What a person must know of how it was seen, a sentence.
  var remark: String?
  /// It was given up because its host did not answer within the job's time-out.
  var isGivenUp = false
  /// It was found that it never ran, and never will.
  var hasNeverStarted = false
}
