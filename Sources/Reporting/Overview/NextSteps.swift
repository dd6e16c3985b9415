internal import RunCore
internal import RunbookModel
internal import Templates

/// What happens next: who deals with what and until when, what is to be tried again, and when the next drill is.
struct NextSteps {
  let summary: RunSummary
  let look: ReportLook
  let format: ReportFormat
  /// Nil where nobody knows whether a process has it in hand.
  var isInHand: Bool?

  var say: Phrasebook { look.say }

  /// The most findings and the most retests; the tables have the rest.
  static let most = 12

  var values: [String: TemplateValue] {
    let findings = openFindings
    var values: [String: TemplateValue] = [
      "hasNext": .bool(true),
      "nextWords": .map([
        "title": .string(say("What happens next")), "finding": .string(say("To be dealt with")),
        "owner": .string(say("Who")), "due": .string(say("Until")), "retest": .string(say("To be tried again")),
      ]),
      "nextSentences": .list(sentences(findings).map { .string(CellText.fit($0, for: format)) }),
    ]
    ReportValues.add("nextFindings", .list(findings.prefix(Self.most).map(row)), to: &values)
    ReportValues.add("retests", .list(retests.map { .string(CellText.fit($0, for: format)) }), to: &values)
    return values
  }

  private func sentences(_ findings: [OpenFinding]) -> [String] {
    var sentences = open
    let left = findings.count - Self.most
    if findings.isEmpty, summary.verdict != nil {
      sentences.append(
        isUnanswered
          ? say("Nobody has written down a finding: what went wrong is in nobody's hands yet.")
          : say("No finding is open."))
    }
    if left > 0 { sentences.append(say("\(left) more findings stand in the table of findings.")) }
    if let nextDrill { sentences.append(say("The next drill is due on \(nextDrill).")) }
    if summary.mode == .drill, summary.verdict != nil, !summary.hasRecovered {
      sentences.append(
        summary.verdict == .stopped
          ? say("The drill was stopped, so it doesn't count as one: it stays due.")
          : say("The drill as a whole failed, so it doesn't count as one: it stays due."))
    }
    let open = unsigned.map { say.word($0) }
    if summary.verdict != nil, !open.isEmpty, look.isShown("sign-off") {
      sentences.append(say("Signatures that are still missing: \(open.joined(separator: ", "))."))
    }
    return sentences
  }

  /// Whether it went wrong, and no finding says what is done about that.
  private var isUnanswered: Bool {
    let isBad = summary.verdict.map { [.failed, .stopped, .targetMissed].contains($0) } ?? false
    return isBad && !summary.notes.contains { $0.note.finding != nil }
  }

  /// The day by the site's interval; only a drill that recovered counts as one.
  var nextDrill: String? {
    guard summary.mode == .drill, summary.hasRecovered, let every = summary.drillEvery,
      let started = summary.clocks.started
    else { return nil }
    return look.day(started.wall + every)
  }

  /// The roles in which nobody has signed the record as it is now.
  private var unsigned: [SignOff.Role] {
    SignOff.Role.allCases.filter { role in !summary.currentSignOffs.contains { $0.word.role == role } }
  }

  private func row(_ finding: OpenFinding) -> TemplateValue {
    let day = finding.terms.due.map { CellText.fit(look.day($0), for: format, most: 40) } ?? "–"
    let isLate = isOverdue(finding)
    return .map([
      "text": .string(CellText.fit(finding.note.text, for: format, most: 300)),
      "owner": .string(
        CellText.fit(finding.terms.owner?.text ?? say("nobody yet"), for: format, most: CellText.mostOfName)),
      "due": .string(day), "isOverdue": .bool(isLate), "overdue": .string(isLate ? say("overdue") : ""),
      "remark": .string(remark(finding)),
    ])
  }

  private func remark(_ finding: OpenFinding) -> String {
    let severity = say.word(finding.terms.severity)
    let text =
      switch (finding.status, finding.run) {
      case (.retested, .some(let run)): say("\(severity), retested, to be closed; from the run \(run)")
      case (.retested, nil): say("\(severity), retested, to be closed")
      case (_, .some(let run)): say("\(severity), from the run \(run)")
      case (_, nil): severity
      }
    return CellText.fit(text, for: format, most: CellText.mostOfName)
  }

  /// A finding that is neither closed nor lived with.
  private struct OpenFinding {
    var note: Note
    var terms: FindingTerms
    var status: FindingStatus
    /// Nil for one of this run.
    var run: RunID?
  }

  /// Those that are overdue first, then by their dates; those without a date last.
  private var openFindings: [OpenFinding] {
    let own = summary.notes.compactMap { noted in
      noted.note.finding.map { OpenFinding(note: noted.note, terms: $0, status: noted.status ?? .open, run: nil) }
    }
    let carried = summary.carried.compactMap { carried in
      carried.note.finding.map {
        OpenFinding(note: carried.note, terms: $0, status: carried.status, run: carried.run)
      }
    }
    let open = (own + carried).filter { $0.status == .open || $0.status == .retested }
    return open.enumerated().sorted { left, right in
      let (one, other) = (left.element.terms.due ?? "~", right.element.terms.due ?? "~")
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }

  /// Its day was over at the last moment of which the record tells.
  private func isOverdue(_ finding: OpenFinding) -> Bool {
    guard let due = finding.terms.due, let last = summary.lastTold else { return false }
    return due < String(last.text(fractionDigits: 0).prefix(10))
  }
}
