internal import RunCore
internal import RunbookModel
internal import Templates

/// What people noted of the run, what they found, and what became of what earlier runs had found.
struct NoteTables {
  let summary: RunSummary
  let format: ReportFormat

  private func text(_ value: String) -> TemplateValue { .string(CellText.fit(value, for: format)) }

  private func name(_ value: String) -> TemplateValue {
    .string(CellText.fit(value, for: format, most: CellText.mostOfName))
  }

  var notes: TemplateValue {
    .list(
      summary.notes.filter { $0.note.finding == nil }.prefix(ReportValues.mostRows).map { noted in
        .map([
          "when": .string(noted.at.wall.readable), "offset": .string(noted.at.offsetText),
          "text": text(noted.note.text),
          "who": name(noted.note.by.description),
        ])
      })
  }

  /// Those of this run first, then those that it inherited.
  var findings: TemplateValue {
    let own = summary.notes.compactMap { noted in
      noted.note.finding.map { terms in
        row(
          noted.note, terms, noted.status ?? .open, from: "this run, \(noted.at.wall.readable)",
          history: noted.changes.map(\.words))
      }
    }
    let carried = summary.carried.compactMap { carried in
      carried.note.finding.map {
        row(carried.note, $0, carried.status, from: "\(carried.run), \(carried.noted.readable)", history: [])
      }
    }
    return .list(Array((own + carried).prefix(ReportValues.mostRows)))
  }

  private func row(
    _ note: Note, _ terms: FindingTerms, _ status: FindingStatus, from: String, history: [String]
  ) -> TemplateValue {
    .map([
      "number": .string("\(note.number)"), "text": text(note.text), "severity": .string(terms.severity.rawValue),
      "owner": name(terms.owner?.text ?? "nobody"), "due": .string(terms.due ?? "–"),
      "status": .string(status.rawValue),
      "tone": .string(status == .closed ? "good" : status == .open ? "warn" : ""), "from": name(from),
      "who": name(note.by.description), "history": .list(history.map { text($0) }),
    ])
  }
}

extension FindingWord {
  fileprivate var words: String {
    "\(at.wall.readable): \(change.status.rawValue) by \(change.by)" + (change.reason.map { ": \($0)" } ?? "")
  }
}
