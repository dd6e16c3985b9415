internal import RecoveryStatistics
internal import RunCore
internal import RunbookModel

/// What a report of a period says in sentences.
struct PeriodWords {
  let document: PeriodDocument

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  private var attention: PeriodAttention { PeriodAttention(document: document) }
  private var services: [PeriodService] { attention.services }

  /// The most services that a sentence names.
  private static let mostNames = 6
  private static let mostFindings = 3

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
    if attention.isAhead { return say("\(period) has not begun") }
    let pressing = attention.pressing.count
    if pressing > 0 {
      return pressing == 1
        ? say("1 of \(services.count) services needs attention")
        : say("\(pressing) of \(services.count) services need attention")
    }
    let severe = attention.severe.count
    if severe > 0 { return severe == 1 ? say("1 severe finding is open") : say("\(severe) severe findings are open") }
    return document.runs.isEmpty ? say("No drill and no incident in \(period)") : say("No service needs attention")
  }

  /// Empty where there is nothing to judge.
  var tone: String {
    if services.isEmpty { return "warn" }
    if attention.isAhead { return "" }
    if !attention.pressing.isEmpty { return attention.isGrave ? "bad" : "warn" }
    if !attention.severe.isEmpty { return "warn" }
    return document.runs.isEmpty ? "" : "good"
  }

  var mark: String {
    switch tone {
    case "good": "✓"
    case "bad": "✕"
    case "warn": "!"
    default: "–"
    }
  }

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

  /// What somebody must know who has a minute.
  var sentences: [String] {
    guard !services.isEmpty else { return unknown }
    return [extent] + incidents + drills + findings + calm + unknown
  }

  private var extent: String {
    if attention.isAhead {
      return say("Nothing of it can be known yet: it begins on \(look.day(document.span.from)).")
    }
    let drilled = services.count { !$0.drills.isEmpty }
    return say("\(drilled) of \(services.count) services were drilled in \(period).")
  }

  private var incidents: [String] {
    [
      sentence(attention.inIncident(nil)) { say("In an incident that is not over: \($0).") },
      sentence(attention.inIncident(.notVerified)) { say("Not verified in an incident: \($0).") },
      sentence(attention.inIncident(.missed)) { say("Verified in an incident, and a target was missed: \($0).") },
    ].compactMap { $0 }
  }

  private var drills: [String] {
    [
      sentence(attention.neverDrilled) { say("Never drilled on this machine: \($0).") },
      sentence(attention.overdue) { say("Overdue for a drill: \($0).") },
      sentence(attention.dueNow) { say("Due for a drill now, for want of one that recovered as a whole: \($0).") },
      sentence(attention.lastDrilled(.notVerified)) { say("Not verified in the last drill: \($0).") },
      sentence(attention.lastDrilled(.missed)) { say("Verified in the last drill, and a target was missed: \($0).") },
      sentence(attention.lastDrilled(.notMeasured)) { say("The last drill did not measure every target: \($0).") },
      sentence(attention.mended) {
        say("A drill of the period missed a target or did not verify the service, and the last one met all: \($0).")
      },
    ].compactMap { $0 }
  }

  private var findings: [String] {
    let severe = attention.severe
    guard !severe.isEmpty else { return [] }
    let texts = severe.prefix(Self.mostFindings).map { finding in
      let text = CellText.line(finding.text, most: 80)
      let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
      return say("“\(sentence)”")
    }
    return [say("Open, and severe or critical: \(list(texts, of: severe.count)).")]
  }

  private var calm: [String] {
    guard attention.pressing.isEmpty, !attention.isAhead else { return [] }
    return [say("No drill is overdue, and every service met its targets in its last drill.")]
  }

  private func sentence(_ services: [PeriodService], _ words: (String) -> String) -> String? {
    guard !services.isEmpty else { return nil }
    return words(list(services.prefix(Self.mostNames).map { document.label($0, most: 40) }, of: services.count))
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

  private func list(_ names: [String], of all: Int) -> String {
    let list = names.joined(separator: ", ")
    return all > names.count ? say("\(list) and \(all - names.count) more") : list
  }

  /// The period's last day, on the wall of its own machine.
  private var lastDay: WallTime { document.span.until - .seconds(1) }

  private func zone(_ time: WallTime) -> String { String(time.text(fractionDigits: 0).suffix(6)) }

  private static func name(_ quarter: ReportSpan.Quarter, _ say: Phrasebook) -> String {
    say("Q\(quarter.number) \(quarter.year)")
  }
}
