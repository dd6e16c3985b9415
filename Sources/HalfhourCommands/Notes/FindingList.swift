internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// The findings of all runs that nobody has closed, as a table for people.
struct FindingList {
  let findings: [OpenFinding]
  let now: WallTime

  /// Over their date first, then by date, then the worst, then the oldest.
  var sorted: [OpenFinding] {
    findings.enumerated().sorted { left, right in
      let (one, other) = (rank(left.element), rank(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }

  private func rank(_ finding: OpenFinding) -> (Int, String, Int) {
    let terms = finding.finding.note.finding
    let severity =
      terms.flatMap { terms in Severity.allCases.firstIndex(of: terms.severity) } ?? Severity.allCases.count
    return (isOverdue(finding) ? 0 : 1, terms?.due ?? "9999-99-99", severity)
  }

  /// Its day is over.
  func isOverdue(_ finding: OpenFinding) -> Bool {
    finding.finding.note.finding?.due.map { $0 < String(now.text(fractionDigits: 0).prefix(10)) } ?? false
  }

  var text: String {
    guard !findings.isEmpty else { return "No finding is open.\n" }
    let heading = ["SEVERITY", "STATUS", "AGE", "DUE", "OWNER", "RUN", "NO", "FINDING"]
    let rows = [heading] + sorted.map(cells)
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { cells in
      cells.indices.map { column in
        let isLast = column == cells.count - 1
        return isLast ? cells[column] : cells[column].padding(to: widths[column])
      }.joined(separator: "  ")
    }
    return (lines + ["", "Close one in its own run: halfhour note RUN --close NO --reason \"…\""])
      .map { DisplayText.clean($0) + "\n" }.joined()
  }

  private func cells(_ open: OpenFinding) -> [String] {
    let note = open.finding.note
    let due = note.finding?.due.map { isOverdue(open) ? "\($0) OVERDUE" : $0 } ?? "-"
    return [
      note.finding?.severity.rawValue ?? "", open.finding.status.rawValue, (now - open.finding.noted).shortAge, due,
      note.finding?.owner?.text ?? "-", open.finding.run.text, "\(note.number)", note.text,
    ]
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension OpenFinding: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("finding", finding)
      json.member("mode", mode)
      json.member("runbook", runbook)
      json.member("site", site)
    }
  }
}
