/// Unit of execution, timing and reporting.
///
/// It has many fields and is handed on everywhere, so they stand together behind one reference: a copy is one count.
package struct Step: Sendable {
  package enum OnFailure: String, CaseIterable, Sendable, Codable { case stop, `continue`, ask }
  package enum OnUnknown: String, CaseIterable, Sendable, Codable { case ask, rerun, check }

  var content: Content

  package init(
    id: StepName, location: SourceLocation, phase: Phase, kind: StepKind, name: String? = nil, about: String? = nil,
    links: [String] = [], on: HostName? = nil, become: Become? = nil, needs: Needs = .standard, gate: Bool = false,
    unguarded: Bool = false, condition: SourceText? = nil, only: RunMode? = nil, skipIf: SourceText? = nil,
    with: [WithValue] = [], files: [SourceText] = [], outputs: [OutputName] = [], timeout: Duration? = nil,
    budget: Duration? = nil, retry: Retry? = nil, expect: Expectation? = nil, polling: Polling? = nil,
    onFailure: OnFailure? = nil, onUnknown: OnUnknown = .ask, idempotent: Bool = false, undo: SourceText? = nil,
    provides: ProvidedHost? = nil, liveOK: String? = nil, seenRedSkip: String? = nil,
    logLimit: Int? = nil, recoveryPoint: SourceText? = nil, size: SourceText? = nil, role: RoleName? = nil
  ) {
    content = Content(
      Fields(
        id: id, location: location, phase: phase, kind: kind, name: name, about: about, links: links, on: on,
        become: become, needs: needs, gate: gate, unguarded: unguarded, condition: condition, only: only,
        skipIf: skipIf, with: with, files: files, outputs: outputs, timeout: timeout, budget: budget, retry: retry,
        expect: expect, polling: polling, onFailure: onFailure, onUnknown: onUnknown, idempotent: idempotent,
        undo: undo, provides: provides, liveOK: liveOK, seenRedSkip: seenRedSkip, logLimit: logLimit,
        recoveryPoint: recoveryPoint, size: size, role: role))
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
