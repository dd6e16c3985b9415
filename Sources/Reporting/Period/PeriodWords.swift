internal import RecoveryStatistics
internal import RunCore
internal import RunbookModel

/// What a report of a period says in sentences.
struct PeriodWords {
  let document: PeriodDocument

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  /// Of what the site has given up nobody asks for drills.
  private var services: [PeriodService] { document.services.filter { $0.standing != .vanished } }

  /// The most services that a sentence names.
  private static let mostNames = 6

  /// Such as `Q4 2026`, or the days.
  var period: String {
    if let quarter = document.span.quarter { return Self.name(quarter, say) }
    return say("\(look.day(document.span.from)) to \(look.day(lastDay))")
  }

  var earlier: String {
    if let quarter = document.span.quarter { return Self.name(quarter.before, say) }
    let days = Int(((document.span.until - document.span.from) / .seconds(86_400)).rounded())
    return days == 1 ? say("the day before") : say("the \(days) days before")
  }

  /// A quarter that goes on is not told as if it were over.
  var isOver: Bool { document.made >= document.span.until }

  /// From when until when, and by whose clock.
  var days: String {
    let (from, last) = (look.day(document.span.from), look.day(lastDay))
    let (first, second) = (zone(document.span.from), zone(document.span.until))
    let clock = first == second ? say("UTC\(first)") : say("UTC\(first), later UTC\(second)")
    return say("From \(from) to \(last), in the local time of the machine that made this report (\(clock)).")
  }

  var made: String {
    isOver
      ? say("As known on \(look.time(document.made)).")
      : say("As known on \(look.time(document.made)); the period is not over.")
  }

  var headline: String {
    guard !services.isEmpty else { return say("No service is known") }
    switch pressing.count {
    case 0: return say("No service needs attention")
    case 1: return say("1 of \(services.count) services needs attention")
    default: return say("\(pressing.count) of \(services.count) services need attention")
    }
  }

  /// Those that were never drilled, not in time, not with success, or not measured.
  private var pressing: [PeriodService] {
    services.filter { service in
      service.lastDrill?.outcome != .met || service.isOverdue(at: document.made)
    }
  }

  var tone: String {
    if services.isEmpty { return "warn" }
    if pressing.isEmpty { return "good" }
    return pressing.contains { $0.lastDrill == nil || Self.isBad($0.lastDrill?.outcome) } ? "bad" : "warn"
  }

  var mark: String { tone == "good" ? "✓" : tone == "bad" ? "✕" : "!" }

  static func isBad(_ verdict: Verdict?) -> Bool {
    switch verdict {
    case .targetMissed, .failed, .stopped: true
    case .passed, .passedWithConditions, nil: false
    }
  }

  static func isBad(_ outcome: ServiceOutcome?) -> Bool {
    switch outcome {
    case .missed, .notVerified: true
    case .met, .notMeasured, nil: false
    }
  }

  var overdue: [PeriodService] { services.filter { $0.due != .now && $0.isOverdue(at: document.made) } }
  var neverDrilled: [PeriodService] { services.filter { $0.lastDrill == nil } }

  /// What somebody must know who has a minute.
  var sentences: [String] {
    guard !services.isEmpty else { return unknown }
    let drilled = services.count { !$0.drills.isEmpty }
    var sentences = [say("\(drilled) of \(services.count) services were drilled in \(period).")]
    if !neverDrilled.isEmpty {
      sentences.append(say("Never drilled on this machine: \(names(neverDrilled))."))
    }
    if !overdue.isEmpty { sentences.append(say("Overdue for a drill: \(names(overdue)).")) }
    let bad = services.filter { Self.isBad($0.lastDrill?.outcome) }
    if !bad.isEmpty { sentences.append(say("The last drill did not pass: \(names(bad)).")) }
    let unmeasured = services.filter { $0.lastDrill?.outcome == .notMeasured }
    if !unmeasured.isEmpty {
      sentences.append(say("The last drill did not measure every target: \(names(unmeasured))."))
    }
    if pressing.isEmpty {
      sentences.append(say("No drill is overdue, and every service met its targets in its last drill."))
    }
    return sentences + unknown
  }

  /// What can't be told for want of a site, or of its word.
  private var unknown: [String] {
    if document.site == nil {
      return [
        say(
          "No site was found here, so this shows what the records of this machine hold; what was never exercised is unknown."
        )
      ]
    }
    return document.drillEvery == nil ? [say("No drill is ever due: the site names no `drill_every`.")] : []
  }

  private func names(_ services: [PeriodService]) -> String {
    let names = services.prefix(Self.mostNames).map { CellText.line($0.name.text, most: 40) }
    let left = services.count - names.count
    let list = names.joined(separator: ", ")
    return left > 0 ? say("\(list) and \(left) more") : list
  }

  /// The period's last day, on the wall of its own machine.
  private var lastDay: WallTime { document.span.until - .seconds(1) }

  private func zone(_ time: WallTime) -> String { String(time.text(fractionDigits: 0).suffix(6)) }

  private static func name(_ quarter: ReportSpan.Quarter, _ say: Phrasebook) -> String {
    say("Q\(quarter.number) \(quarter.year)")
  }
}
