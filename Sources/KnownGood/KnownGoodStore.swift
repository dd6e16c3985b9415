package import RunbookModel

/// Where the site keeps its known-good answers: `known-good/<service>/<name>.txt` in the site's folder.
package enum KnownGoodStore {
  /// The path below the site's folder; a runbook without a service keeps its answers under its own name.
  package static func path(of name: String, service: ServiceName?, runbook: RunbookName) -> String {
    "known-good/\(service?.text ?? runbook.text)/\(name).txt"
  }
}
