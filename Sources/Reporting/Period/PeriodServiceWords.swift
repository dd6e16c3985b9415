internal import RecoveryStatistics
internal import RunCore
internal import RunbookModel

/// What is said of one service in a period.
struct PeriodServiceWords {
  let service: PeriodService
  let document: PeriodDocument

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  /// How the drills of this period stand to those of the one before, and where the difference lies.
  var trend: String {
    guard service.standing != .vanished || !service.runs.isEmpty else { return "" }
    guard let trend = service.trend else {
      return service.drills.isEmpty ? "" : say("Too few drills to speak of a trend.")
    }
    let earlier = PeriodWords(document: document).earlier
    let (now, then) = (say.short(trend.now), say.short(trend.before))
    let percent = Int((abs(trend.change) * 100).rounded())
    switch trend.direction {
    case .steady: return say("About as fast as in \(earlier): median \(now), \(then) then.")
    case .slower: return slower(percent, earlier)
    case .faster: return faster(percent, earlier)
    }
  }

  private func slower(_ percent: Int, _ earlier: String) -> String {
    guard let shift = service.shift else { return say("\(percent)% slower than in \(earlier).") }
    let (phase, time) = (word(shift.part), say.short(shift.difference))
    guard shift.part == .restore, let growth = service.growth, growth > 0 else {
      return say("\(percent)% slower than in \(earlier): \(phase) took \(time) longer.")
    }
    return say(
      "\(percent)% slower than in \(earlier): \(phase) grew by \(say.size(growth)) and took \(time) longer.")
  }

  private func faster(_ percent: Int, _ earlier: String) -> String {
    guard let shift = service.shift else { return say("\(percent)% faster than in \(earlier).") }
    let (phase, time) = (word(shift.part), say.short(shift.difference.magnitude))
    guard shift.part == .restore, let growth = service.growth, growth < 0 else {
      return say("\(percent)% faster than in \(earlier): \(phase) took \(time) less.")
    }
    return say(
      "\(percent)% faster than in \(earlier): \(phase) shrank by \(say.size(-growth)) and took \(time) less.")
  }

  private func word(_ phase: Phase) -> String { phase.words(say: say) }

  var tier: String { say.word(service.tier) }

  /// What is odd about the service itself.
  var remark: String {
    switch service.standing {
    case .ofSite: ""
    case .vanished: say("no longer in the site")
    case .unknown: service.site.map { CellText.line($0, most: 60) } ?? ""
    }
  }

  /// When the next drill is due, or by how much that is over.
  var due: String {
    switch service.due {
    case .never: return "–"
    case .now: return say("due now")
    case .on(let day):
      guard let late = daysLate else { return look.day(day) }
      if late == 0 { return say("due today") }
      return late == 1 ? say("overdue by 1 day") : say("overdue by \(late) days")
    }
  }

  var dueNote: String {
    var notes: [String] = []
    if case .on(let day) = service.due, let daysLate, daysLate > 0 { notes.append(say("since \(look.day(day))")) }
    if service.due != .never, service.cameBackAlone { notes.append(say("its last drill did not recover as a whole")) }
    return notes.joined(separator: "; ")
  }

  /// Whether a day is all that is said of when the next drill is due.
  var isDueOnDay: Bool {
    guard case .on = service.due else { return false }
    return daysLate == nil
  }

  /// Nil while it isn't due yet.
  private var daysLate: Int? {
    guard case .on(let day) = service.due else { return nil }
    return day.daysLate(at: document.made)
  }

  var dueTone: String { service.isOverdue(at: document.made) ? "bad" : "" }

  /// How many drills, and what became of the service, the best first.
  var drills: String {
    let open = service.runs.count { $0.mode == .drill && $0.verdict == nil }
    guard !service.drills.isEmpty || open > 0 else { return say("none") }
    let outcomes = ServiceOutcome.allCases.compactMap { outcome -> String? in
      let count = service.drills.count { $0.outcome == outcome }
      return count == 0 ? nil : say("\(count) \(say.cell(outcome))")
    }
    return (outcomes + (open > 0 ? [say("\(open) not over")] : [])).joined(separator: "; ")
  }

  var lastDrill: String { service.lastDrill.map { look.day($0.started) } ?? say("never drilled") }

  var lastWords: String { service.lastDrill?.outcome.map { say.cell($0) } ?? "" }

  var lastTone: String {
    guard let last = service.lastDrill else { return service.standing == .ofSite ? "bad" : "" }
    return PeriodWords.isBad(last.outcome) ? "bad" : last.outcome == .met ? "good" : "warn"
  }

  var times: String {
    let times = service.times
    guard let best = times.best, let median = times.median, let worst = times.worst else { return say("not measured") }
    guard times.times.count > 1 else { return say.short(best) }
    return say("\(whole(best)) · \(whole(median)) · \(whole(worst))")
  }

  /// No line ends within it.
  private func whole(_ time: Duration) -> String { say.short(time).replacing(" ", with: "\u{A0}") }

  /// The slowest incident of the period; no drill's time is compared with it.
  private var slowest: PeriodService.Measured? {
    service.incidents.filter(\.isRecovery).max { ($0.rta ?? .zero) < ($1.rta ?? .zero) }
  }

  var incident: String {
    guard let slowest, let time = slowest.rta.map(say.short) else { return "" }
    return slowest.rtoJudgement == .missed ? say("\(time) in an incident: missed") : say("\(time) in an incident")
  }

  var incidentTone: String { slowest?.rtoJudgement == .missed ? "bad" : "" }

  /// Good only where every drill of the period met the target; what was not measured was not met.
  var timeTone: String {
    let judged = service.drills.map(\.rtoJudgement)
    if judged.contains(.missed) { return "bad" }
    return judged.isEmpty || judged.contains { $0 != .met } ? "" : "good"
  }

  var timeWords: String {
    let missed = service.drills.count { $0.rtoJudgement == .missed }
    if missed > 0 { return missed == 1 ? say("missed once") : say("missed \(missed) times") }
    return timeTone == "good" ? say("met") : ""
  }

  /// The oldest data that a run of the period brought back; a backup from after the disruption has no age.
  var dataAge: String { oldest.map(say.short) ?? "–" }

  private var oldest: Duration? { recovered.compactMap(\.rpa).filter { $0 >= .zero }.max() }

  /// Runs that restored a backup which was made after the disruption.
  private var doubtful: Int { recovered.count { ($0.rpa ?? .zero) < .zero } }

  private var recovered: [PeriodService.Measured] { service.runs.filter(\.isBack) }

  var dataTone: String {
    let judged = recovered.map(\.rpoJudgement).filter { $0 != .none }
    if judged.contains(.missed) { return "bad" }
    if doubtful > 0 { return "warn" }
    return judged.isEmpty || judged.contains { $0 != .met } ? "" : "good"
  }

  var dataWords: String {
    let doubt =
      doubtful == 0
      ? nil
      : doubtful == 1
        ? say("1 backup was made after the disruption") : say("\(doubtful) backups were made after the disruption")
    let word = dataTone == "bad" ? say("missed") : dataTone == "good" ? say("met") : nil
    return [word, doubt].compactMap { $0 }.joined(separator: "; ")
  }
}
