/// Why a run is done; it decides which addresses, steps and guards apply.
package enum RunMode: String, CaseIterable, Sendable, Codable, Hashable {
  case drill, incident
}

/// How bad an incident is, as the person who starts the run says.
package enum Severity: String, CaseIterable, Sendable, Codable, Hashable {
  case critical, severe, moderate, trivial
}
