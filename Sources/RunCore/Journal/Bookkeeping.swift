package import RunbookModel

/// The clocks of a run that people set (DESIGN.md section 1); the others are seen in the steps.
package enum RunClock: String, Sendable, Decodable, CaseIterable {
  case disruption, detected, declared, accepted, backlogCleared = "backlog-cleared"
  /// From when the restored data of a service are, where no step can say so.
  case dataFrom = "data-from"
}

extension RunClock {
  /// Each service has its own, where the others are those of the whole run.
  package var isOfService: Bool { self == .accepted || self == .backlogCleared || self == .dataFrom }

  /// As in "the time of the …".
  var noun: String {
    switch self {
    case .disruption: "disruption"
    case .detected: "detection"
    case .declared: "declaration"
    case .accepted: "acceptance"
    case .backlogCleared: "backlog"
    case .dataFrom: "data"
    }
  }
}

/// A time that a person gives for a clock; nil says that nobody knows.
package struct ClockStamp: Hashable, Sendable, Decodable {
  package var clock: RunClock
  package var service: ServiceName?
  package var time: WallTime?
  package var by: Operator
  /// Whose word it is, where that is somebody else: who declared the incident, who noticed it.
  package var source: String?
  /// As that of a note.
  package var told: Int?

  package init(
    clock: RunClock, service: ServiceName? = nil, time: WallTime?, by: Operator, source: String? = nil
  ) {
    self.source = source
    self.clock = clock
    self.service = service
    self.time = time
    self.by = by
  }
}

/// How long the machine slept since the last entry, by the difference of its clocks.
package struct Sleep: Hashable, Sendable, Decodable {
  @DurationText package var slept: Duration

  package init(slept: Duration) { _slept = DurationText(wrappedValue: slept) }
}

/// How long halfhour itself did not run although the machine did; jobs went on meanwhile.
package struct Standstill: Hashable, Sendable, Decodable {
  @DurationText package var lasted: Duration

  package init(lasted: Duration) { _lasted = DurationText(wrappedValue: lasted) }
}

/// That the journal can't be written, and why.
package struct BookkeepingLoss: Hashable, Sendable, Decodable {
  package var reason: String

  package init(reason: String) { self.reason = reason }
}

/// The last entry of a run.
package struct RunEnding: Hashable, Sendable, Decodable {
  package var verdict: Verdict
  /// Why it isn't simply `passed`, in words, most important first.
  package var findings: [String]

  package init(verdict: Verdict, findings: [String]) {
    self.verdict = verdict
    self.findings = findings
  }
}
