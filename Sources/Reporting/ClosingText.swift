package import RunCore
internal import RunbookModel

/// The last words of a run on a terminal: the verdict, the times against their targets, and where to read on.
package enum ClosingText {
  /// The most lines for services and for findings; the report has all.
  private static let most = 8

  package static func text(for summary: RunSummary, reportPath: String?, journalHead: String?, width: Int) -> String {
    let width = max(width, 40)
    var lines = wrapped(verdict(summary) + " " + line(summary.title, most: 120), to: width, behind: "")
    if !summary.services.isEmpty { lines += [""] + services(summary) }
    lines += proof(summary, width: width)
    lines += slowest(summary, width: width)
    lines += findings(summary, width: width)
    lines.append("")
    if let run = summary.run { lines.append("Run      \(run)") }
    // A path or a hash is copied, so it is never cut.
    if let reportPath { lines.append("Report   \(line(reportPath, most: 4_096))") }
    if let journalHead { lines.append("Journal  \(journalHead)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func verdict(_ summary: RunSummary) -> String {
    let mode = summary.mode == .drill ? "The drill" : "The recovery"
    guard let verdict = summary.verdict else { return "\(mode) is not over." }
    switch verdict {
    case .passed: return "\(mode) PASSED."
    case .passedWithConditions: return "\(mode) PASSED WITH CONDITIONS."
    case .targetMissed: return "Recovered, but a TARGET WAS MISSED."
    case .failed: return "\(mode) FAILED."
    case .stopped: return "\(mode) WAS STOPPED."
    }
  }

  private static func services(_ summary: RunSummary) -> [String] {
    let shown = summary.services.prefix(most)
    let names = shown.map { line($0.id.text, most: 20) }
    let room = names.map(\.count).max() ?? 0
    var lines = zip(shown, names).flatMap { service, name in
      let name = name + String(repeating: " ", count: room - name.count)
      return words(for: service, name: name, indent: String(repeating: " ", count: room))
    }
    let left = summary.services.count - shown.count
    if left > 0 { lines.append("  … and \(left) more, in the report") }
    return lines
  }

  private static func words(for service: ServiceSummary, name: String, indent: String) -> [String] {
    let target = "target \(service.target.rto.targetText)"
    let time =
      service.countedRTA.map {
        let back = service.verified == nil ? "accepted, not verified, after" : "back after"
        return "\(back) \($0.roundedText), \(target)\(missed(service.rtoJudgement))"
      }
      ?? (service.verified == nil ? "not verified, \(target)" : "back, recovery time unknown, \(target)")
    guard let rpa = service.rpa else { return ["  \(name)  \(time)"] }
    let aim = service.target.rpo.map { ", target \($0.targetText)\(missed(service.rpoJudgement))" } ?? ""
    let source = service.said(.dataFrom)?.counts == true ? ", as somebody said" : ""
    guard let after = service.madeAfterDisruption else {
      return ["  \(name)  \(time)", "  \(indent)  data \(rpa.roundedText) old\(source)\(aim)"]
    }
    let doubt = aim.isEmpty ? "" : "\(aim): UNKNOWN"
    return ["  \(name)  \(time)", "  \(indent)  data from \(after.roundedText) AFTER the disruption\(source)\(doubt)"]
  }

  private static func missed(_ judgement: ServiceSummary.Judgement) -> String {
    judgement == .missed ? ": MISSED" : judgement == .met ? ": met" : ""
  }

  /// What the drill showed of its checks, and how much of its time was its own.
  private static func proof(_ summary: RunSummary, width: Int) -> [String] {
    var parts: [String] = []
    if let checks = summary.proof?.checks.filter({ $0.result != .leftOut }), !checks.isEmpty {
      parts.append("\(checks.count { $0.result == .red }) of \(checks.count) checks seen red")
    }
    if let breaks = summary.proof?.breaks, !breaks.isEmpty {
      parts.append("\(breaks.count { $0.noticed > 0 }) of \(breaks.count) breaks noticed")
    }
    if let overhead = summary.drillOverhead, overhead >= .milliseconds(100) {
      parts.append("drill overhead \(overhead.roundedText), not counted")
    }
    return parts.isEmpty ? [] : [""] + wrapped(parts.joined(separator: "; "), to: width, behind: "  ")
  }

  private static func slowest(_ summary: RunSummary, width: Int) -> [String] {
    let steps = summary.steps.filter { $0.proof == nil && ($0.duration ?? .zero) >= .milliseconds(100) }
      .sorted { ($0.duration ?? .zero) > ($1.duration ?? .zero) }.prefix(3)
    guard !steps.isEmpty else { return [] }
    let isSet = Set(summary.plannedSteps.map(\.id.runbook)).count > 1
    let words = steps.map { step in
      let name = isSet ? line(step.id.description, most: 60) : line(step.id.step.text, most: 30)
      return "\(name) \((step.duration ?? .zero).roundedText)"
    }
    return [""] + wrapped("slowest steps: " + words.joined(separator: ", "), to: width, behind: "  ")
  }

  private static func findings(_ summary: RunSummary, width: Int) -> [String] {
    guard summary.verdict != .passed && !summary.findings.isEmpty else { return [] }
    let title = summary.verdict == nil ? "If the run ended now:" : "Why it did not simply pass:"
    let shown = summary.findings.prefix(most).flatMap { finding in
      wrapped(line(finding, most: 3 * width), to: width, behind: "  - ")
    }
    let left = summary.findings.count - most
    return ["", title] + shown + (left > 0 ? ["  … and \(left) more, in the report"] : [])
  }

  private static func line(_ text: String, most: Int) -> String { CellText.line(text, most: most) }

  /// Breaks at blanks; a longer word is cut. Further lines stand under the first, at most three in all.
  private static func wrapped(_ text: String, to width: Int, behind mark: String) -> [String] {
    let room = width - mark.count
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let word = word.count > room ? word.prefix(room - 1) + "…" : String(word)
      if let last = lines.last, last.count + 1 + word.count <= room {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    let kept = lines.prefix(3).enumerated().map { number, line in
      number == 2 && lines.count > 3 ? String(line.prefix(room - 2)) + " …" : line
    }
    let indent = String(repeating: " ", count: mark.count)
    return kept.enumerated().map { number, line in (number == 0 ? mark : indent) + line }
  }
}
