/// Power over the processes of one job, on this machine or on a host.
protocol JobControl: Sendable {
  /// The supervisor's process, which leads the job's group; 0 where it isn't known yet.
  var leader: Int32 { get }
  /// Why this halfhour ends the job, also where no record of it could be written.
  var decided: JobRecord.End? { get }
  /// Writes why the job ends and ends it; does nothing to a job that ended by itself before.
  @discardableResult
  func end(as reason: JobRecord.End, grace: Duration) async -> JobEnding
  /// Waits until nothing of a job is left whose end was decided.
  func finish(grace: Duration) async -> JobEnding
  /// Who lives on of a job that has ended.
  func leftovers() async -> [Int32]
  /// Living processes of the job that left its session, as far as they can be told from others.
  func escaped() async -> [ProcessEntry]
}
