internal import Templates

/// The pictures of a page.
struct ChartValues {
  let document: ReportDocument

  var values: [String: TemplateValue] {
    let timeline = Timeline(document)
    let bar = TimeBar(document)
    return [
      "hasTimeBar": .bool(!bar.isEmpty), "timeBar": .markup(bar.isEmpty ? "" : bar.svg),
      "timeBarNotes": .list(bar.notes.map { .string($0) }),
      "timeBarTitle": .string(document.look.say("How the time went")),
      "timeline": .markup(timeline.svg), "timelineNotes": .list(timeline.notes.map { .string($0) }),
    ]
  }
}
