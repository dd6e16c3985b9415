package import RunCore

/// Where the executor finds what a run has, and puts what it makes.
package struct ExecutionPlaces: Sendable {
  /// The folder in which the run was started; relative paths of a runbook's values are read from its runbook's folder.
  package var base: String
  /// Where the plan's copy of a file stands, by the path that the plan gives it.
  package var planFile: @Sendable (String) -> String
  /// Where the log of an attempt goes.
  package var log: @Sendable (AttemptID) -> String
  /// A folder on disk for the work folders of jobs.
  package var work: String
  package var ssh: SSHPlaces
  /// Where answers go that differed from their known-good ones; nil where nobody looks for them.
  package var answers: AnswerKeeping?

  package init(
    base: String, planFile: @escaping @Sendable (String) -> String, log: @escaping @Sendable (AttemptID) -> String,
    work: String, ssh: SSHPlaces
  ) {
    self.base = base
    self.planFile = planFile
    self.log = log
    self.work = work
    self.ssh = ssh
  }
}
