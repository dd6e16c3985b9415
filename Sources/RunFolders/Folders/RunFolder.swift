internal import Glibc
package import RunCore

/// The folder of one run: its journal, the plan as executed, logs, answers; plain files that a person can read.
package struct RunFolder: Hashable, Sendable {
  package let path: String

  /// The run's own name.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  package var journal: String { path + "/journal.jsonl" }
  package var plan: String { path + "/plan" }
  package var planFiles: String { path + "/plan/files" }
  package var logs: String { path + "/logs" }
  /// What checks answered that differed from their known-good answers.
  package var observed: String { path + "/observed" }
  package var answers: String { path + "/answers" }
  /// Files that people attached to their answers.
  package var evidence: String { path + "/evidence" }
  package var work: String { path + "/work" }
  /// What the `ssh` client needs for the run's hosts, and says of them.
  package var hosts: String { path + "/hosts" }
  var lock: String { path + "/lock" }

  /// In bytes; grows with each entry. Nil without a journal.
  package var journalLength: Int? {
    var status = stat()
    return stat(journal, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Whether the run has begun; a process may have been killed before its first entry.
  package var hasJournal: Bool { journalLength ?? 0 > 0 }

  /// Where the log of an attempt goes.
  package func log(of attempt: AttemptID) -> String { "\(logs)/\(attempt.logName)" }

  /// Where the answer of an attempt of a check goes.
  package func observed(of attempt: AttemptID) -> String { "\(observed)/\(attempt.step).\(attempt.number).txt" }

  package func report(extension name: String) -> String { "\(path)/report.\(name)" }

  /// Whether the run's end has been reported; a process that was killed at the very end may not have come to it.
  package func hasReports(_ extensions: [String]) -> Bool {
    extensions.allSatisfy { access(report(extension: $0), F_OK) == 0 }
  }

  /// Writes a report in place of an earlier one.
  package func writeReport(_ bytes: [UInt8], extension name: String) throws(FolderError) {
    try SafeFile.replace(report(extension: name), bytes)
  }
}
