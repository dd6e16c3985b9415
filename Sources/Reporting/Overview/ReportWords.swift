internal import RunCore
internal import RunbookModel

/// What a report says in sentences at its head.
struct ReportWords {
  let summary: RunSummary
  let look: ReportLook

  var say: Phrasebook { look.say }

  /// The most services that the opening speaks of one by one; more than these are told together.
  private static let mostServices = 3

  var targetNote: String {
    say(
      "A target is what is aimed at, not a promise. These times were measured once, on the day and under the conditions named here."
    )
  }

  var headline: String { "\(verdict): \(summary.title)" }

  var kind: String {
    let day = summary.clocks.started.map { " · \(look.day($0.wall))" } ?? ""
    return "\(mode) · \(summary.site)\(day)"
  }

  /// Drill or incident, with its severity.
  var mode: String {
    switch summary.mode {
    case .drill: say("Drill")
    case .incident: summary.severity.map { say("Incident, \(say.word($0))") } ?? say("Incident")
    }
  }

  var verdict: String { say.word(summary.verdict) }

  /// The verdict as a sign; it never stands without its words.
  var mark: String {
    switch summary.tone {
    case "good": "✓"
    case "bad": "✕"
    default: summary.verdict == nil ? "…" : "!"
    }
  }

  /// The outcome for somebody who has a minute.
  var sentences: [String] {
    guard !summary.services.isEmpty else {
      return [say("No service is named by this runbook, so nothing is measured against a target.")]
    }
    guard summary.services.count <= Self.mostServices else { return together }
    return summary.services.map { service in
      (timeSentences(service) + dataSentences(service)).joined(separator: " ")
    }
  }

  /// For when a run that isn't over is told of; empty for one that is.
  var asKnown: String {
    guard summary.verdict == nil, let last = summary.lastTold else { return "" }
    return say("As known at \(look.time(last)), the time of the last entry.")
  }

  private func timeSentences(_ service: ServiceSummary) -> [String] {
    guard let rta = service.countedRTA else { return unmeasured(service) }
    return [
      back(service, say.spoken(rta), isAccepted: service.countsAcceptance), acceptance(of: service),
      checks(of: service), target(service, rta),
    ]
    .compactMap { $0 }
  }

  /// Whose word it is, where the time that counts is one that nothing measured.
  private func acceptance(of service: ServiceSummary) -> String? {
    guard service.countsAcceptance, let said = service.said(.accepted), said.counts else { return nil }
    return say("When it was accepted is what \(CellText.line(said.by.name, most: 60)) said.")
  }

  private func target(_ service: ServiceSummary, _ rta: Duration) -> String {
    let rto = say.spoken(service.target.rto)
    return switch service.rtoJudgement {
    case .met: say("Its target of \(rto) was met.")
    case .missed: say("Its target of \(rto) was missed by \(say.spoken(rta - service.target.rto)).")
    case .unknown where summary.isUnmet(service): say("Its target of \(rto) was not met: no check shows that it works.")
    case .unknown, .none: say("Its target is \(rto); whether it was met is not known.")
    }
  }

  private func back(_ service: ServiceSummary, _ time: String, isAccepted: Bool) -> String {
    let name = summary.name(service)
    if isAccepted {
      return switch start(of: service.target.clock) {
      case .drill: say("\(name) was accepted \(time) after the drill was started.")
      case .run: say("\(name) was accepted \(time) after the run was started.")
      case .declaration: say("\(name) was accepted \(time) after the emergency was declared.")
      case .disruption: say("\(name) was accepted \(time) after the disruption.")
      case .assumed: say("\(name) was accepted \(time) after the assumed disruption.")
      }
    }
    return switch start(of: service.target.clock) {
    case .drill: say("\(name) was back \(time) after the drill was started.")
    case .run: say("\(name) was back \(time) after the run was started.")
    case .declaration: say("\(name) was back \(time) after the emergency was declared.")
    case .disruption: say("\(name) was back \(time) after the disruption.")
    case .assumed: say("\(name) was back \(time) after the assumed disruption.")
    }
  }

  /// A check that a person left out or vouched for has not passed, whatever the clock says.
  private func checks(of service: ServiceSummary) -> String? {
    let own = summary.checks(of: service)
    let open = own.count { $0.status != .passed && $0.status != .alreadyDone }
    if own.isEmpty { return nil }
    if open == 0 { return own.count == 1 ? say("Its check passed.") : say("Its checks passed.") }
    if own.count == 1 { return say("But its only check did not pass.") }
    return open == 1
      ? say("But 1 of its \(own.count) checks did not pass.")
      : say("But \(open) of its \(own.count) checks did not pass.")
  }

  private func unmeasured(_ service: ServiceSummary) -> [String] {
    let (name, rto) = (summary.name(service), say.spoken(service.target.rto))
    guard let verified = service.verified else {
      guard summary.verdict == nil else { return [say("\(name) was not verified to be back; its target is \(rto).")] }
      guard let over = summary.overTarget(service), over > .zero else {
        return [say("\(name) is not verified yet; its target is \(rto).")]
      }
      return [say("\(name) is not verified yet, and is already \(say.spoken(over)) over its target of \(rto).")]
    }
    if let rta = service.rta, service.countsAcceptance {
      return [back(service, say.spoken(rta), isAccepted: false), checks(of: service), unaccepted(service, rto)]
        .compactMap { $0 }
    }
    return [say("\(name) was back at \(look.time(verified.wall))."), checks(of: service)].compactMap { $0 } + [
      service.target.clock == .declared
        ? say("How long it was gone is unknown: nobody gave the time of the declaration.")
        : say("How long it was gone is unknown: nobody gave the time of the disruption.")
    ]
  }

  private func unaccepted(_ service: ServiceSummary, _ rto: String) -> String {
    guard summary.verdict == nil else {
      guard let refusal = summary.refusal(of: service) else {
        return say("It was not accepted, so its target of \(rto) can't be judged.")
      }
      return say(
        "But \(CellText.line(refusal.by.name, most: 60)) refused to accept it, so its target of \(rto) was not met.")
    }
    guard let over = summary.overTarget(service) else { return say("It is not accepted yet; its target is \(rto).") }
    return over > .zero
      ? say("It is already \(say.spoken(over)) over its target of \(rto), and not accepted yet.")
      : say("It is not accepted yet, with \(say.spoken(.zero - over)) of its target of \(rto) left.")
  }

  private func dataSentences(_ service: ServiceSummary) -> [String] {
    guard let rpa = service.rpa else { return [] }
    if let after = service.madeAfterDisruption { return doubts(service, say.spoken(after)) }
    let age = say.spoken(rpa)
    let first =
      switch start(of: .disruption) {
      case .drill, .run, .declaration: say("What was restored is \(age) older than the start of the drill.")
      case .assumed: say("What was restored is \(age) older than the assumed disruption.")
      case .disruption: say("What was restored is \(age) older than the disruption.")
      }
    let source = service.said(.dataFrom).flatMap { $0.counts ? $0.by.name : nil }.map {
      say("\(CellText.line($0, most: 60)) said so; nothing measured it.")
    }
    let told = [first, source].compactMap { $0 }
    guard let rpo = service.target.rpo.map(say.spoken) else { return told }
    return switch service.rpoJudgement {
    case .met: told + [say("That is within its target of \(rpo).")]
    case .missed: told + [say("That is over its target of \(rpo).")]
    case .unknown where summary.isUnmet(service):
      told + [say("Nothing shows that it is whole, so its target of \(rpo) is not met.")]
    case .unknown, .none: told
    }
  }

  /// Of a backup that is younger than the disruption nobody knows whether it is sound.
  private func doubts(_ service: ServiceSummary, _ after: String) -> [String] {
    let made =
      switch start(of: .disruption) {
      case .drill, .run, .declaration:
        say("The backup that it was restored from was made \(after) after the start of the drill.")
      case .assumed: say("The backup that it was restored from was made \(after) after the assumed disruption.")
      case .disruption: say("The backup that it was restored from was made \(after) after the disruption.")
      }
    let doubt =
      summary.mode == .incident
      ? say("It may hold the damage.") : say("In an emergency there may be no such backup, or it may hold the damage.")
    let target = service.target.rpo.map { rpo in
      say("So whether its target of \(say.spoken(rpo)) for the age of the data was met is not known.")
    }
    return [made, doubt, target].compactMap { $0 }
  }

  /// From when a time is told.
  private enum Start { case drill, run, declaration, disruption, assumed }

  /// In a drill whose site gives no allowances, its start stands for everything before it.
  private func start(of clock: Target.Clock) -> Start {
    switch (summary.mode, clock) {
    case (.drill, .started): .drill
    case (.incident, .started): .run
    case (.drill, _) where summary.clocks.allowances == nil: .drill
    case (_, .declared): .declaration
    case (.drill, .disruption): .assumed
    case (.incident, .disruption): .disruption
    }
  }

  /// Whether the time that people need before a run is in the times of the report; empty in an incident.
  var allowances: String {
    guard summary.mode == .drill else { return "" }
    guard let allowances = summary.clocks.allowances else {
      return say(
        "The site gives no allowances: the time that people need to notice, to decide and to get going is not included in these times."
      )
    }
    let (detect, decide) = (say.spoken(allowances.detect), say.spoken(allowances.decide))
    return say(
      "Included, as the site allows: \(detect) to notice, \(decide) to decide, \(say.spoken(allowances.mobilise)) to get going. They are assumed, not measured."
    )
  }
}
