internal import RunCore
internal import RunbookModel
internal import Templates

/// What people changed, what they were asked and said, and who was there.
struct PeopleTables {
  let summary: RunSummary
  let format: ReportFormat

  private func text(_ value: String?, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(value ?? "", for: format, most: most))
  }

  private func name(_ value: String?) -> TemplateValue { text(value, most: CellText.mostOfName) }

  var deviations: TemplateValue {
    .list(
      summary.deviations.prefix(ReportValues.mostRows).map { deviation in
        .map([
          "when": .string(deviation.at.wall.readable), "offset": .string(deviation.at.offsetText),
          "what": text(deviation.what),
          "step": name(deviation.step?.description),
          "who": name(deviation.by?.description ?? "–"), "why": text(deviation.reason ?? "no reason was given"),
        ])
      })
  }

  var waits: TemplateValue {
    .list(
      summary.waits.prefix(ReportValues.mostRows).map { wait in
        .map([
          "question": text(wait.prompt.question), "step": name(wait.prompt.step.description),
          "when": .string(wait.opened.wall.readable), "offset": .string(wait.opened.offsetText),
          "waited": .string(wait.waited.roundedText), "answer": text(wait.said), "who": name(wait.who),
          "why": text(wait.reasons.joined(separator: "; ")), "hasWhy": .bool(!wait.reasons.isEmpty),
          "reported": .list(wait.reported.map { text($0) }),
        ])
      })
  }

  /// For how long at least one question waited; two that waited at once count once.
  var waitsNote: String {
    let count = summary.waits.count
    let open = summary.timeWithQuestions.spokenText
    return count == 1
      ? "The run asked people once, and waited \(open) for the answer."
      : "The run asked people \(count) times; for \(open) in all at least one question was open."
  }

  var participants: TemplateValue {
    .list(
      summary.participants.prefix(ReportValues.mostRows).map { participant in
        .map([
          "person": name(participant.person), "roles": name(participant.roles.map(\.text).joined(separator: ", ")),
          "presence": .string(participant.words),
          "since": .string(participant.since.map { $0.wall.readable } ?? "–"),
        ])
      })
  }

  var amendments: TemplateValue {
    .list(
      summary.amendments.prefix(ReportValues.mostRows).map { amended in
        .map([
          "when": .string(amended.at.wall.readable), "offset": .string(amended.at.offsetText),
          "what": text(amended.amendment.change.words), "who": name(amended.amendment.by.description),
          "why": text(amended.amendment.reason ?? "no reason was given"),
          "hasDifference": .bool(!amended.amendment.change.differenceLines.isEmpty),
          "difference": .list(amended.amendment.change.differenceLines.map { .string(differenceLine($0)) }),
        ])
      })
  }

  /// Blanks at the beginning mean something in YAML, and a table of Markdown would drop them.
  private func differenceLine(_ line: String) -> String {
    let clean = CellText.fit(line, for: .html, most: Self.longestLine)
    return format == .markdown ? clean.replacing("\n", with: " ") : clean
  }

  private static let longestLine = 240
}
