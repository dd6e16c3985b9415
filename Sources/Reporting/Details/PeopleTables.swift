internal import RunCore
internal import RunbookModel
internal import Templates

/// What people changed, what they were asked and said, and who was there.
struct PeopleTables {
  let summary: RunSummary
  let cells: Cells

  private var say: Phrasebook { cells.say }

  var deviations: TemplateValue {
    cells.list(summary.deviations) { deviation in
      .map([
        "when": cells.time(deviation.at), "offset": cells.offset(deviation.at),
        "what": cells.text(deviation.what(say: say)), "step": cells.name(deviation.step?.description),
        "who": cells.name(deviation.by?.description ?? "–"), "why": cells.reason(deviation.reason),
      ])
    }
  }

  var waits: TemplateValue {
    cells.list(summary.waits) { wait in
      .map([
        "question": cells.text(wait.prompt.question), "step": cells.name(wait.prompt.step.description),
        "when": cells.time(wait.opened), "offset": cells.offset(wait.opened),
        "waited": .string(say.short(wait.waited)), "answer": cells.text(wait.said(say: say)),
        "who": cells.name(wait.who), "why": cells.text(wait.reasons.joined(separator: "; ")),
        "hasWhy": .bool(!wait.reasons.isEmpty), "reported": cells.list(wait.reported(say: say)) { cells.text($0) },
      ])
    }
  }

  /// For how long at least one question waited; two that waited at once count once.
  var waitsNote: String {
    let count = summary.waits.count
    let open = say.short(summary.questionTimes.total)
    return count == 1
      ? say("The run asked people once, and waited \(open) for the answer.")
      : say("The run asked people \(count) times; for \(open) in all at least one question was open.")
  }

  var participants: TemplateValue {
    cells.list(summary.participants) { participant in
      .map([
        "person": cells.name(participant.person),
        "roles": cells.name(participant.roles.map(\.text).joined(separator: ", ")),
        "planned": .string(participant.wasPlanned ? say("yes") : say("no")),
        "presence": .string(participant.words(say: say)),
        "tone": .string(participant.presence == .absent ? "warn" : ""), "since": cells.time(participant.since),
      ])
    }
  }

  var amendments: TemplateValue {
    cells.list(summary.amendments) { amended in
      let change = amended.amendment.change
      let by = CellText.fit(amended.amendment.by.description, for: cells.format, most: CellText.mostOfName)
      let what = CellText.fit(change.words(say: say), for: cells.format)
      let why = CellText.fit(
        amended.amendment.reason ?? say("no reason was given"), for: cells.format)
      return .map([
        "when": cells.time(amended.at), "offset": cells.offset(amended.at),
        "what": .string(say("\(what), by \(by): \(why)")), "hasDifference": .bool(!change.differenceLines.isEmpty),
        "difference": .list(change.differenceLines.map { .string(differenceLine($0)) }),
      ])
    }
  }

  /// Blanks at the beginning mean something in YAML, and a table of Markdown would drop them.
  private func differenceLine(_ line: String) -> String {
    let clean = CellText.fit(line, for: .html, most: Self.longestLine)
    return cells.format == .markdown ? clean.replacing("\n", with: " ") : clean
  }

  private static let longestLine = 240
}
