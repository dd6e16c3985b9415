package import RunbookModel

/// The name of a run, also that of its folder; names sort by the time at which runs were opened.
package struct RunID: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }
}

extension RunID: CustomStringConvertible {
  package var description: String { text }
}

extension RunID: Comparable {
  package static func < (left: RunID, right: RunID) -> Bool { left.text < right.text }
}

extension RunID: Decodable {
  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }
}

/// The first entry of every journal: what is about to be done, and on whose word.
package struct RunOpening: Hashable, Sendable {
  /// Of the journal; one of a newer format is refused. In format 1, lines had no check of their own.
  package static let currentFormat = 2

  package var format: Int
  package var run: RunID
  package var mode: RunMode
  package var severity: Severity?
  package var planHash: String
  package var startedBy: Operator
  /// The version of halfhour.
  package var version: String
  /// The folder in which the command was given; the plan's relative paths are read from there.
  package var folder: String
  /// Who reported the disruption, in the words of the person who started the run.
  package var reportedBy: String?
  /// Findings of earlier runs of this site that nobody had closed when this one began.
  package var carried: [CarriedFinding]

  package init(
    run: RunID, mode: RunMode, severity: Severity? = nil, planHash: String, startedBy: Operator, version: String,
    folder: String, reportedBy: String? = nil, carried: [CarriedFinding] = []
  ) {
    self.reportedBy = reportedBy
    self.carried = carried
    self.format = Self.currentFormat
    self.run = run
    self.mode = mode
    self.severity = severity
    self.planHash = planHash
    self.startedBy = startedBy
    self.version = version
    self.folder = folder
  }
}

/// A process of halfhour takes the run in hand: at its start and at every resume.
package struct SessionOpening: Hashable, Sendable, Decodable {
  /// Changes with every boot; uptimes of different boots can't be compared.
  package var boot: String
  package var machine: String
  package var process: Int
  package var by: Operator
  /// False without a terminal: nobody is there to answer.
  package var interactive: Bool
  /// Where the session puts its job folders; a later one may have another environment.
  package var jobFolders: JobPlace?

  package init(
    boot: String, machine: String, process: Int, by: Operator, interactive: Bool, jobFolders: JobPlace? = nil
  ) {
    self.jobFolders = jobFolders
    self.boot = boot
    self.machine = machine
    self.process = process
    self.by = by
    self.interactive = interactive
  }
}

/// A folder for job folders, told from another one that bears its name later.
package struct JobPlace: Hashable, Sendable, Decodable {
  package var path: String
  /// A token that the folder got when it was made; one that was taken away and made anew has another.
  package var identity: String

  package init(path: String, identity: String) {
    self.path = path
    self.identity = identity
  }
}
