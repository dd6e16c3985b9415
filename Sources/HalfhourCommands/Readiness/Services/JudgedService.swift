internal import RunCore
internal import RunbookModel

/// A service with what stands in the way of its recovery.
struct JudgedService {
  let facts: ServiceFacts
  let now: WallTime
  /// The most urgent first.
  let findings: [ServiceFinding]

  init(_ facts: ServiceFacts, now: WallTime) {
    self.facts = facts
    self.now = now
    findings = ServiceJudge(facts: facts, now: now).findings.sorted { $0.kind < $1.kind }
  }

  var isReady: Bool { !findings.contains { $0.kind.stops } }
  var needsVerification: Bool { findings.contains { $0.kind == .needsVerification } }

  /// One word for the table.
  var word: String { isReady ? findings.isEmpty ? "yes" : "yes, but" : "NO" }

  /// What isn't ready comes first, then the more critical tier, then what is more urgent.
  static func inOrderOfUrgency(_ services: [JudgedService]) -> [JudgedService] {
    services.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.isReady != b.isReady { return !a.isReady }
      if a.facts.service.tier != b.facts.service.tier { return a.facts.service.tier < b.facts.service.tier }
      if let first = a.findings.first?.kind, let second = b.findings.first?.kind, first != second {
        return first < second
      }
      if a.findings.isEmpty != b.findings.isEmpty { return b.findings.isEmpty }
      return left.offset < right.offset
    }.map(\.element)
  }
}
