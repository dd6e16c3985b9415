internal import Reporting
internal import RunCore
internal import RunbookModel

/// A row a service, and under it what only some readers want; no line is wider than asked for.
struct ServiceTable {
  private static let headings = ["SERVICE", "READY", "LAST DRILL", "RTA/RTO", "BACKUP/RPO", "PRECHECK", "NEXT DRILL"]
  /// A service's name may be cut down to this.
  private static let leastName = 10

  private let services: [JudgedService]
  private let width: Int
  private let widths: [Int]

  init(_ services: [JudgedService], width: Int) {
    self.services = services
    self.width = width
    let rows = [Self.headings] + services.map(Self.cells)
    var widths = Self.headings.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = min(widths[0], max(Self.leastName, width - others))
    self.widths = widths
  }

  func lines(look: ReadinessLook) -> [String] {
    var lines = [look.styled(line(Self.headings), .faint)]
    for service in services {
      lines.append(look.styled(line(Self.cells(service)), service.style))
      lines += Self.details(service).map { look.styled(cut("  " + $0, to: width), .faint) }
    }
    return lines
  }

  private func line(_ cells: [String]) -> String {
    let padded = zip(cells, widths).map { text, width in
      let text = cut(DisplayText.clean(text), to: width)
      return text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }
    var line = padded.joined(separator: "  ")[...]
    while line.last == " " { line.removeLast() }
    return cut(String(line), to: width)
  }

  private func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var text = text
    while !text.isEmpty, DisplayWidth.of(text) > width - 1 { text.removeLast() }
    return text + "…"
  }

  // MARK: - What stands in it

  private static func cells(_ service: JudgedService) -> [String] {
    let (facts, now) = (service.facts, service.now)
    let target = facts.service.target
    let last = facts.lastDrill
    let drill: String = last.map { "\($0.verdict.short) \((now - $0.started).shortAge)" } ?? "never"
    let time: String = (last?.rta?.roundedText ?? "–") + "/" + target.rto.targetText
    let age: String = facts.backup?.age.shortAge ?? "–"
    let data: String = facts.restoresData ? target.rpo.map { "\(age)/\($0.targetText)" } ?? age : "–"
    let look: String = facts.precheck.map { precheck($0, now) } ?? "–"
    return [facts.title, service.word, drill, time, data, look, next(facts, now)]
  }

  private static func next(_ facts: ServiceFacts, _ now: WallTime) -> String {
    // What no drill ever recovered is due at once, as in the report of a period and the calendar.
    guard let next = facts.nextDrill else { return facts.drillEvery == nil || facts.drills.isEmpty ? "–" : "now" }
    guard let late = next.daysLate(at: now) else { return next.day }
    return late == 0 ? "today" : "\(late)d late"
  }

  private static func precheck(_ record: PrecheckRecord, _ now: WallTime) -> String {
    record.isEmpty ? "none" : "\(record.isPassed ? "ok" : "FAILED") \((now - record.started).shortAge)"
  }

  /// Who was in an incident has a line of its own, as it would be cut behind all the others.
  private static func details(_ service: JudgedService) -> [String] {
    let facts = service.facts
    var parts: [String] = []
    if let last = facts.lastDrill {
      parts.append("drilled \(times(facts.drills.count)) by \(names(facts.drillPeople)), last \(last.day)")
    }
    parts.append(facts.path.map { PathText.name(of: $0) } ?? "no runbook")
    if let look = facts.backup { parts.append("backup seen \((service.now - look.seen).shortAge) ago") }
    let incident = facts.incidents.first.map { last in
      let count = facts.incidents.count == 1 ? "an incident" : "\(facts.incidents.count) incidents"
      return "in \(count): \(names(facts.incidentPeople)), last \(last.day)"
    }
    return ([parts.joined(separator: " · ")] + [incident].compactMap { $0 }).map(DisplayText.clean)
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }

  private static func names(_ people: [String]) -> String { people.joined(separator: ", ") }
}

extension JudgedService {
  fileprivate var style: ScreenStyle { isReady ? findings.isEmpty ? .plain : .attention : .bad }
}

extension Verdict {
  /// As short as a table needs it.
  fileprivate var short: String {
    switch self {
    case .passed, .passedWithConditions: "passed"
    case .targetMissed: "missed"
    case .failed: "failed"
    case .stopped: "stopped"
    }
  }
}
