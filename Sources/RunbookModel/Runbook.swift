/// One YAML file: one way to recover a service, or a set of runbooks that are run side by side.
package struct Runbook: Hashable, Sendable {
  /// How the service comes back; only switching to a standby is a failover.
  package enum Strategy: String, CaseIterable, Sendable, Codable { case rebuild, failover, repair }

  package var name: RunbookName
  package var location: SourceLocation
  package var title: String
  package var service: ServiceName?
  package var strategy: Strategy
  package var purpose: String?
  package var scenario: String?
  package var scope: String?
  package var exclusions: [String]
  /// What it may do to data that survived, in its author's words.
  package var risk: String?
  package var inputs: [Input]
  package var secrets: [Secret]
  /// In file order, which is phase order.
  package var steps: [Step]
  package var breaks: [Break]
  /// Paths of the runbooks of a set, relative to this file; a set has no steps of its own.
  package var recovers: [SourceText]

  package init(
    name: RunbookName, location: SourceLocation, title: String, service: ServiceName? = nil,
    strategy: Strategy = .rebuild, purpose: String? = nil, scenario: String? = nil, scope: String? = nil,
    exclusions: [String] = [], risk: String? = nil,
    inputs: [Input] = [], secrets: [Secret] = [], steps: [Step] = [],
    breaks: [Break] = [], recovers: [SourceText] = []
  ) {
    self.name = name
    self.location = location
    self.title = title
    self.service = service
    self.strategy = strategy
    self.purpose = purpose
    self.scenario = scenario
    self.scope = scope
    self.exclusions = exclusions
    self.risk = risk
    self.inputs = inputs
    self.secrets = secrets
    self.steps = steps
    self.breaks = breaks
    self.recovers = recovers
  }
}

/// A value that is given when a run starts.
package struct Input: Hashable, Sendable, Codable {
  package var name: InputName
  package var location: SourceLocation
  /// Without a default the value must be given.
  package var standard: String?
  package var about: String?

  package init(name: InputName, location: SourceLocation, standard: String? = nil, about: String? = nil) {
    self.name = name
    self.location = location
    self.standard = standard
    self.about = about
  }
}

/// A value that is never shown or stored; only where it comes from is known before the step that uses it starts.
package struct Secret: Hashable, Sendable {
  package var name: SecretName
  package var location: SourceLocation
  package var source: SecretSource

  package init(name: SecretName, location: SourceLocation, source: SecretSource) {
    self.name = name
    self.location = location
    self.source = source
  }
}

package enum SecretSource: Hashable, Sendable {
  /// A path, relative to the runbook's folder; one newline at the end of the file is not part of the secret.
  case file(String)
  /// The name of an environment variable of halfhour's own.
  case environment(String)
  /// A command and its arguments; what it prints, without one newline at the end, is the secret.
  case command([String])
}
