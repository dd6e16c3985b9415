/// Unit of execution, timing and reporting.
package struct Step: Hashable, Sendable {
  package enum OnFailure: String, CaseIterable, Sendable, Codable { case stop, `continue`, ask }
  package enum OnUnknown: String, CaseIterable, Sendable, Codable { case ask, rerun, check }

  package var id: StepName
  package var location: SourceLocation
  package var phase: Phase
  package var kind: StepKind
  package var name: String?
  package var about: String?
  package var links: [String]
  /// Without a host the step works on the machine that runs halfhour.
  package var on: HostName?
  package var become: Become?
  package var needs: Needs
  package var gate: Bool
  package var unguarded: Bool
  @Seldom package var condition: SourceText?
  package var only: RunMode?
  @Seldom package var skipIf: SourceText?
  package var with: [WithValue]
  /// Paths relative to the runbook's folder.
  package var files: [SourceText]
  package var outputs: [OutputName]
  /// For each attempt.
  @OptionalDurationText package var timeout: Duration?
  /// The planned time of the step.
  @OptionalDurationText package var budget: Duration?
  @Seldom package var retry: Retry?
  @Seldom package var expect: Expectation?
  @Seldom package var polling: Polling?
  package var onFailure: OnFailure?
  package var onUnknown: OnUnknown
  package var idempotent: Bool
  @Seldom package var undo: SourceText?
  @Seldom package var provides: ProvidedHost?
  package var liveOK: String?
  package var seenRedSkip: String?
  @Seldom package var breaks: SourceText?
  /// The most that is kept of the step's log, in bytes.
  package var logLimit: Int?
  @Seldom package var recoveryPoint: SourceText?
  @Seldom package var size: SourceText?
  package var role: RoleName?

  package init(
    id: StepName, location: SourceLocation, phase: Phase, kind: StepKind, name: String? = nil, about: String? = nil,
    links: [String] = [], on: HostName? = nil, become: Become? = nil, needs: Needs = .standard, gate: Bool = false,
    unguarded: Bool = false, condition: SourceText? = nil, only: RunMode? = nil, skipIf: SourceText? = nil,
    with: [WithValue] = [], files: [SourceText] = [], outputs: [OutputName] = [], timeout: Duration? = nil,
    budget: Duration? = nil, retry: Retry? = nil, expect: Expectation? = nil, polling: Polling? = nil,
    onFailure: OnFailure? = nil, onUnknown: OnUnknown = .ask, idempotent: Bool = false, undo: SourceText? = nil,
    provides: ProvidedHost? = nil, liveOK: String? = nil, seenRedSkip: String? = nil, breaks: SourceText? = nil,
    logLimit: Int? = nil, recoveryPoint: SourceText? = nil, size: SourceText? = nil, role: RoleName? = nil
  ) {
    self.id = id
    self.location = location
    self.phase = phase
    self.kind = kind
    self.name = name
    self.about = about
    self.links = links
    self.on = on
    self.become = become
    self.needs = needs
    self.gate = gate
    self.unguarded = unguarded
    self.condition = condition
    self.only = only
    self.skipIf = skipIf
    self.with = with
    self.files = files
    self.outputs = outputs
    _timeout = OptionalDurationText(wrappedValue: timeout)
    _budget = OptionalDurationText(wrappedValue: budget)
    self.retry = retry
    self.expect = expect
    self.polling = polling
    self.onFailure = onFailure
    self.onUnknown = onUnknown
    self.idempotent = idempotent
    self.undo = undo
    self.provides = provides
    self.liveOK = liveOK
    self.seenRedSkip = seenRedSkip
    self.breaks = breaks
    self.logLimit = logLimit
    self.recoveryPoint = recoveryPoint
    self.size = size
    self.role = role
  }

  /// What a person reads: the name, or the id where there is none.
  package var title: String { name ?? id.text }
}

/// What a step waits for.
package struct Needs: Hashable, Sendable, Decodable {
  /// Everything above the step in its runbook.
  package var above: Bool
  /// Steps and phases as written: `load`, `restore`, `database.load`, `database.restore`.
  package var references: [SourceText]

  package init(above: Bool, references: [SourceText]) {
    self.above = above
    self.references = references
  }

  package static let standard = Needs(above: true, references: [])
}

/// A value that reaches a script as an environment variable, or a template as a name.
package struct WithValue: Hashable, Sendable, Decodable {
  package var name: String
  package var value: SourceText

  package init(name: String, value: SourceText) {
    self.name = name
    self.value = value
  }
}

package typealias OutputName = Name<Output>

/// A value that a step reports and later steps read.
package enum Output {}

/// An address that a provision step gives to a host.
package struct ProvidedHost: Hashable, Sendable, Decodable {
  package var host: HostName
  package var address: SourceText
  package var hostKey: SourceText?

  package init(host: HostName, address: SourceText, hostKey: SourceText? = nil) {
    self.host = host
    self.address = address
    self.hostKey = hostKey
  }
}
