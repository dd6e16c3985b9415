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

  /// Why a clock can't be set so; nil where it can.
  package func objection(to stamp: ClockStamp) -> String? {
    switch stamp.clock {
    case .disruption, .detected, .declared: objectionToBeginning(stamp)
    case .accepted, .backlogCleared: objectionToEnd(stamp)
    }
  }

  /// What led to a run lies before its start; in a drill nobody says when that was.
  private func objectionToBeginning(_ stamp: ClockStamp) -> String? {
    let clock = stamp.clock.rawValue
    if stamp.service != nil { return "\(clock) is a clock of the whole run, and not of one service" }
    if plan.mode == .drill {
      return "a drill reckons \(clock) from its own start and the site's allowances, so nobody sets it"
    }
    guard let time = stamp.time, let opened, time > opened.wall + Self.clockGrace else { return nil }
    return "\(clock) can't have been at \(time.text(fractionDigits: 0)): "
      + "the run was started at \(opened.wall.text(fractionDigits: 0)), because of it"
  }

  /// Another machine's clock may be a little ahead.
  private static let clockGrace = Duration.seconds(60)

  private func objectionToEnd(_ stamp: ClockStamp) -> String? {
    let clock = stamp.clock.rawValue
    guard let service = stamp.service else { return "\(clock) is a clock of a service: say which" }
    let names = plan.services.map(\.name)
    guard names.contains(service) else {
      return "the run recovers no service \(service), but \(names.map(\.text).joined(separator: ", "))"
    }
    guard let time = stamp.time else { return nil }
    guard let verified = RunSummary(of: self).services.first(where: { $0.id == service })?.verified else {
      return "\(service) is not verified, so that nothing of it can be \(clock)"
    }
    return time + Self.clockGrace < verified.wall
      ? "\(clock) can't have been at \(time.text(fractionDigits: 0)), before \(service) was verified at \(verified.wall.text(fractionDigits: 0))"
      : nil
  }

  /// Which clocks of the whole run somebody set after its end; a verdict that rests on them says so.
  var clocksSetAfterEnd: [RunClock] {
    guard let ended else { return [] }
    let late = clocks.filter { $0.stamp.service == nil && $0.at.elapsed > ended.elapsed }.map(\.stamp.clock)
    return RunClock.allCases.filter(late.contains)
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
