package import RunbookModel

/// Where the site keeps its known-good answers: `known-good/<service>/<name>.txt` in the site's folder.
package enum KnownGoodStore {
  /// The path below the site's folder; a runbook without a service keeps its answers under its own name.
  package static func path(of name: String, service: ServiceName?, runbook: RunbookName) -> String {
    "known-good/\(service?.text ?? runbook.text)/\(name).txt"
  }
  /// Where the answer of a check stands that was captured with a backup.
  package static func path(of check: StepName, beside backup: String) -> String {
    "\(backup).known-good/\(check).txt"
  }

  /// The folder that holds all answers, below the site's.
  package static let folder = "known-good"
}
