internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Templates

/// What somebody who files or checks the report must know: what was tried, by whom, and how the record is found again.
struct RecordTable {
  let summary: RunSummary
  let format: ReportFormat
  let journalHead: String?

  /// The most sessions that are listed one by one.
  private static let mostSessions = 20

  var rows: TemplateValue {
    let pairs: [(String, String?)] =
      [
        ("Purpose", summary.purpose), ("Scenario", summary.scenario), ("Scope", summary.scope),
        ("Not part of it", summary.exclusions.isEmpty ? nil : summary.exclusions.joined(separator: "; ")),
        ("Site", summary.site), ("Runbook", summary.runbook.text), ("Run", summary.run?.text),
        ("Reported by", summary.reportedBy), ("Started by", summary.startedBy?.words),
      ] + sessions + [
        ("Plan (SHA-256)", summary.planHash), ("End of the journal (SHA-256)", journalHead),
        ("Written by", summary.version.map { "halfhour \($0)" }),
      ]
    return .list(
      pairs.compactMap { name, value in
        value.map { .map(["name": .string(name), "value": .string(CellText.fit($0, for: format))]) }
      })
  }

  private var sessions: [(String, String?)] {
    let (during, after) = split
    let listed = during.prefix(Self.mostSessions).enumerated().map { number, session in
      (
        number == 0 ? "Worked by" : "Taken up again",
        Optional("\(session.by) on \(session.machine), from \(session.opened.wall.readable)")
      )
    }
    let left = during.count - listed.count
    return listed + (left > 0 ? [("Taken up again", "\(left) more times")] : [])
      + (after.isEmpty ? [] : [("Added to after its end", after.count == 1 ? "once" : "\(after.count) times")])
  }

  /// A process that only writes down what somebody says of a run which is over doesn't take it up.
  private var split: (during: [SessionSummary], after: [SessionSummary]) {
    guard let ended = summary.clocks.ended else { return (summary.sessions, []) }
    let place = summary.sessions.firstIndex { $0.opened.elapsed > ended.elapsed } ?? summary.sessions.count
    return (Array(summary.sessions[..<place]), Array(summary.sessions[place...]))
  }
}

extension Operator {
  /// Who, and on whose word that is known.
  fileprivate var words: String {
    switch attestation {
    case .option, .environment, .typed: "\(description), by their own word"
    case .userName, nil: description
    }
  }
}
