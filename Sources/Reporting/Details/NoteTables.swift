internal import RunCore
internal import RunbookModel
internal import Templates

/// What people noted of the run, what they found, and what became of what earlier runs had found.
struct NoteTables {
  let summary: RunSummary
  let cells: Cells

  private var say: Phrasebook { cells.say }

  var notes: TemplateValue {
    cells.list(summary.notes.lazy.filter { $0.note.finding == nil }) { noted in
      .map([
        "when": cells.time(noted.at), "offset": cells.offset(noted.at), "text": cells.text(noted.note.text),
        "who": cells.name(noted.note.by.description),
      ])
    }
  }

  /// Those of this run first, then those that it inherited.
  var findings: TemplateValue {
    let own = summary.notes.prefix(ReportValues.mostRows).compactMap { noted in
      noted.note.finding.map { terms in
        row(
          noted.note, terms, noted.status ?? .open, from: say("this run"), at: noted.at.wall,
          history: noted.changes.map(words))
      }
    }
    let carried = summary.carried.prefix(ReportValues.mostRows).compactMap { carried in
      carried.note.finding.map {
        row(carried.note, $0, carried.status, from: carried.run.text, at: carried.noted, history: [])
      }
    }
    return .list(Array((own + carried).prefix(ReportValues.mostRows)))
  }

  private func row(
    _ note: Note, _ terms: FindingTerms, _ status: FindingStatus, from: String, at time: WallTime, history: [String]
  ) -> TemplateValue {
    .map([
      "number": .string(say("number \(note.number)")), "text": cells.text(note.text),
      "severity": .string(terms.severity.words(say: say)),
      "owner": cells.name(terms.owner?.text ?? say("nobody")), "ownerTone": .string(terms.owner == nil ? "warn" : ""),
      "due": cells.name(terms.due.map { cells.look.day($0) } ?? say("no date")),
      "dueTone": .string(terms.due == nil ? "warn" : ""), "status": .string(status.words(say: say)),
      "tone": .string(status == .closed ? "good" : status == .open ? "warn" : ""), "from": cells.name(from),
      "when": .string(cells.look.time(time)), "who": cells.name(note.by.description),
      "history": .list(history.map { cells.text($0) }),
    ])
  }

  private func words(_ word: FindingWord) -> String {
    let time = cells.look.time(word.at.wall)
    let status = word.change.status.words(say: say)
    guard let reason = word.change.reason else { return say("\(time): \(status) by \(word.change.by)") }
    return say("\(time): \(status) by \(word.change.by): \(reason)")
  }
}
