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

extension Dated: Decodable where Word: Decodable {
  private enum Key: String, CodingKey { case at, word }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    word = try values.decode(Word.self, forKey: .word)
    at = try values.decode(Moment.self, forKey: .at)
  }
}

extension Dated: JSONWritable where Word: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("word", word)
    }
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
      || signOffs.contains { $0.word.told == told }
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

  /// Why a record can't be signed off so; nil where it can.
  package func objection(to signOff: SignOff) -> String? {
    if ending == nil { return "the run is not over, so that there is no record yet to sign off" }
    // A sign-off lengthens the journal itself, so that heads don't tell whether it is of the same record.
    let hasSaid = signOffs.dropFirst(outdatedSignOffs).contains {
      $0.word.role == signOff.role && $0.word.by.isSamePerson(as: signOff.by)
    }
    return hasSaid
      ? "\(signOff.by) has \(signOff.role.rawValue) this record already, and nothing was added to it since" : nil
  }

  /// Why a clock can't be set so; nil where it can.
  package func objection(to stamp: ClockStamp) -> String? {
    switch stamp.clock {
    case .disruption, .detected, .declared: objectionToBeginning(stamp)
    case .accepted, .backlogCleared: objectionToEnd(stamp)
    case .dataFrom: objectionToData(stamp)
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

  private func objectionToService(_ stamp: ClockStamp) -> String? {
    guard let service = stamp.service else { return "\(stamp.clock.rawValue) is a clock of a service: say which" }
    let names = plan.services.map(\.name)
    guard !names.contains(service) else { return nil }
    return names.isEmpty
      ? "the run recovers no service \(service), and none at all"
      : "the run recovers no service \(service), but \(names.map(\.text).joined(separator: ", "))"
  }

  /// Nobody can restore what is not written yet.
  private func objectionToData(_ stamp: ClockStamp) -> String? {
    if let objection = objectionToService(stamp) { return objection }
    guard let service = plan.services.first(where: { $0.name == stamp.service }), let time = stamp.time else {
      return nil
    }
    let own = plan.steps.indices.filter { plan.steps[$0].id.runbook == service.runbook }
    guard ServiceSteps(state: self, indices: own).restoresData else {
      return "the run restores no data of \(service.name): its runbook has no restore phase"
    }
    let restored = RunSummary(of: self).services.first { $0.id == service.name }?.dataRestored?.wall
    guard let restored, time > restored + Self.clockGrace else { return nil }
    return "the data of \(service.name) can't be from \(time.text(fractionDigits: 0)): "
      + "they were restored at \(restored.text(fractionDigits: 0))"
  }

  private func objectionToEnd(_ stamp: ClockStamp) -> String? {
    let clock = stamp.clock.rawValue
    if let objection = objectionToService(stamp) { return objection }
    guard let service = stamp.service else { return nil }
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
