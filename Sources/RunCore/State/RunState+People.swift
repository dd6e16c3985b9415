internal import RecoveryPlanning
package import RunbookModel

/// Something that a person said of the run, with when.
package struct Dated<Word: Hashable & Sendable>: Hashable, Sendable {
  package var word: Word
  package var at: Moment

  package init(_ word: Word, at moment: Moment) {
    self.word = word
    at = moment
  }
}

extension RunState {
  /// A finding's status now, by the last word that was said of it.
  package func status(ofFinding number: Int) -> FindingStatus {
    findingChanges.last { $0.word.finding == number }?.word.status ?? .open
  }

  /// Whether the run has taken in what another process told it under this number.
  package func hasHeard(_ told: Int?) -> Bool {
    guard let told else { return false }
    return notes.contains { $0.word.told == told } || findingChanges.contains { $0.word.told == told }
      || participations.contains { $0.word.told == told } || clocks.contains { $0.stamp.told == told }
  }

  /// Why a word on a finding doesn't count, for whoever says it; nil for one that does.
  package func objection(to change: FindingChange) -> String? {
    guard let note = notes.first(where: { $0.word.number == change.finding })?.word, note.finding != nil else {
      let findings = notes.filter { $0.word.finding != nil }.map { "\($0.word.number)" }
      return "the run has no finding \(change.finding)"
        + (findings.isEmpty ? ", and none at all" : "; its findings are \(findings.joined(separator: ", "))")
    }
    guard status(ofFinding: change.finding) != .closed else { return "finding \(change.finding) is closed" }
    return change.status == .open ? "a finding is open until somebody says otherwise" : nil
  }

  /// Why a clock can't be set so, whatever its time; nil where it can.
  package func objection(to stamp: ClockStamp) -> String? {
    let names = plan.services.map(\.name)
    switch stamp.clock {
    case .disruption, .detected, .declared:
      return stamp.service == nil ? nil : "\(stamp.clock.rawValue) is a clock of the whole run, and not of one service"
    case .accepted, .backlogCleared:
      guard let service = stamp.service else { return "\(stamp.clock.rawValue) is a clock of a service: say which" }
      return names.contains(service)
        ? nil : "the run recovers no service \(service), but \(names.map(\.text).joined(separator: ", "))"
    }
  }

  /// What was said last of a clock; nil where nobody said anything, or that nobody knows.
  package func time(of clock: RunClock, service: ServiceName? = nil) -> WallTime? {
    clocks.last { $0.stamp.clock == clock && $0.stamp.service == service }?.stamp.time
  }

  /// The clocks of people for which nobody has said a time, nor that nobody knows it.
  package var missingClocks: [RunClock] {
    guard plan.mode == .incident else { return [] }
    return [RunClock.disruption, .detected, .declared].filter { clock in
      !clocks.contains { $0.stamp.clock == clock && $0.stamp.service == nil }
    }
  }
}
