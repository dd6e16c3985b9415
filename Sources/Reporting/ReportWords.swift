internal import RunCore
internal import RunbookModel

/// What a report says in sentences.
struct ReportWords {
  let summary: RunSummary

  /// The most services that the opening speaks of one by one.
  private static let mostServices = 4

  static let targetNote =
    "A target is what is aimed at, not a promise. These times were measured once, on the day and under the conditions named here."

  var headline: String { "\(verdict): \(summary.title)" }

  var kind: String {
    let mode =
      switch summary.mode {
      case .drill: "Drill"
      case .incident: "Incident\(summary.severity.map { ", \($0.rawValue)" } ?? "")"
      }
    let day = summary.clocks.started.map { " · \($0.wall.readable.prefix(10))" } ?? ""
    return "\(mode) · \(summary.site)\(day)"
  }

  var verdict: String {
    guard let verdict = summary.verdict else { return "Not over yet" }
    return verdict.words.prefix(1).uppercased() + verdict.words.dropFirst()
  }

  /// The verdict as a sign; it never stands without its words.
  var mark: String {
    switch summary.tone {
    case "good": "✓"
    case "bad": "✕"
    default: summary.verdict == nil ? "…" : "!"
    }
  }

  var findings: [String] { summary.verdict == .passed ? [] : summary.findings }

  var findingsTitle: String {
    summary.verdict == nil ? "If the run ended now" : "Why it did not simply pass"
  }

  /// The outcome for somebody who has a minute.
  var sentences: [String] {
    guard !summary.services.isEmpty else {
      return ["No service is named by this runbook, so nothing is measured against a target."]
    }
    let told = summary.services.prefix(Self.mostServices).map { timeSentence($0) + dataSentence($0) }
    let more = summary.services.count - told.count
    return told + (more > 0 ? ["\(more) more service\(more == 1 ? " is" : "s are") in the table below."] : [])
  }

  private func timeSentence(_ service: ServiceSummary) -> String {
    guard let rta = service.countedRTA else { return unmeasured(service) }
    let end = service.countsAcceptance ? "was accepted" : "was back, \(checks(of: service)),"
    var text = "\(name(service)) \(end) \(rta.spokenText) \(start(service.target.clock)); its target is "
    text += service.target.rto.spokenText
    if service.rtoJudgement == .missed { text += ", missed by \((rta - service.target.rto).spokenText)" }
    return text + "."
  }

  /// A check that a person left out or vouched for has not passed, whatever the clock says.
  private func checks(of service: ServiceSummary) -> String {
    let own = summary.steps.filter { step in
      step.isCheck && step.proof == nil && step.id.runbook == service.runbook && step.status != .excluded
        && (step.phase == .verify || step.phase == .cutover)
    }
    let open = own.filter { $0.status != .passed && $0.status != .alreadyDone }
    guard !open.isEmpty else { return "with its checks passed" }
    return "but \(open.count) of its \(own.count) check\(own.count == 1 ? "" : "s") did not pass"
  }

  private func name(_ service: ServiceSummary) -> String { CellText.line(service.id.text, most: 60) }

  private func unmeasured(_ service: ServiceSummary) -> String {
    if summary.verdict == nil && service.verified == nil {
      return "\(name(service)) is not verified yet; its target is \(service.target.rto.spokenText)."
    }
    if let verified = service.verified, summary.clocks.start(of: service.target.clock) == nil {
      return
        "\(name(service)) was back, \(checks(of: service)), at \(verified.wall.readable), but how long it was gone "
        + "is unknown: nobody gave the time of the \(service.target.clock == .declared ? "declaration" : "disruption")."
    }
    if service.verified != nil { return "\(name(service)) was back, \(checks(of: service)), but it was not accepted." }
    return "\(name(service)) was not verified to be back; its target is \(service.target.rto.spokenText)."
  }

  private func dataSentence(_ service: ServiceSummary) -> String {
    guard let rpa = service.rpa else { return "" }
    let moment = isUnassumed ? "the start of the drill" : "the \(isAssumed ? "assumed " : "")disruption"
    let text = " What was restored is \(rpa.spokenText) older than \(moment)"
    guard let rpo = service.target.rpo else { return text + "." }
    return text + (service.rpoJudgement == .missed ? ", over its target of " : "; its target is ") + rpo.spokenText
      + "."
  }

  /// In a drill whose site gives no allowances, its start stands for everything before it.
  private var isUnassumed: Bool { summary.mode == .drill && summary.clocks.allowances == nil }

  private var isAssumed: Bool { summary.mode == .drill && summary.clocks.allowances != nil }

  private func start(_ clock: Target.Clock) -> String {
    if isUnassumed || clock == .started {
      return "after the \(summary.mode == .drill ? "drill" : "run") was started"
    }
    return clock == .declared
      ? "after the emergency was declared" : "after the \(isAssumed ? "assumed " : "")disruption"
  }

  /// Whether the time that people need before a run is in the times of the report; empty in an incident.
  var allowances: String {
    guard summary.mode == .drill else { return "" }
    guard let allowances = summary.clocks.allowances else {
      return "The site gives no allowances: the time that people need to notice, to decide and to get going is not "
        + "included in these times."
    }
    return "Included, as the site allows: \(allowances.detect.spokenText) to notice, \(allowances.decide.spokenText) "
      + "to decide, \(allowances.mobilise.spokenText) to get going. They are assumed, not measured."
  }
}
