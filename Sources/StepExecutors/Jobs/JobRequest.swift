/// All that the process of one attempt needs; a resumed run makes the same request again to recover the job.
package struct JobRequest: Sendable {
  package var name: JobName
  /// POSIX sh, or a program that begins with a `#!` line.
  package var script: String
  /// Variables that the script sees; they reach it through a file that is emptied at once, never through argv.
  package var values: [NamedValue] = []
  /// What must not be seen in log, outputs and messages; values that are secret stand in `values`, too.
  package var secrets: [NamedValue] = []
  /// What is copied into the work folder before the start, with its exec bits.
  package var files: [JobFile] = []
  /// What the supervisor starts with; see `JobEnvironment.inherited`.
  package var environment: [NamedValue]
  /// `drill` or `incident`, for the script to see.
  package var mode: String
  package var timeout: Duration?
  /// How long a job that was told to end may take before it is killed.
  package var grace: Duration = .seconds(10)
  /// A folder on disk beneath which the work folder is made; nil puts it into the job folder.
  package var workRoot: String?
  /// Where the job's output goes; the file is made when there is a first byte.
  package var logFile: String
  /// How many bytes of output the log may hold.
  package var logLimit: Int = 1 << 30
  /// How many bytes of the output's beginning the result holds for comparing.
  package var printedLimit: Int = 0
  /// The outputs that the job must leave, none of them empty.
  package var outputs: [String] = []

  package init(name: JobName, script: String, environment: [NamedValue], mode: String, logFile: String) {
    self.name = name
    self.script = script
    self.environment = environment
    self.mode = mode
    self.logFile = logFile
  }
}
