internal import RunCore
internal import RunbookModel
internal import Templates

/// The clocks T0 to T8; a time that nobody gave is unknown, and one that did not come says so.
struct ClockTable {
  let summary: RunSummary
  let format: ReportFormat

  var rows: TemplateValue {
    let clocks = summary.clocks
    let services = summary.services.prefix(ReportValues.mostRows).flatMap(rows(of:))
    let begun = [
      row("T0", "Disruption", clocks.disruption, assumption, said: .disruption),
      row("T1", "Detected", clocks.detected, assumption, said: .detected),
      row("T2", "Declared", clocks.declared, assumption, said: .declared),
      row("T3", "Run started", clocks.started),
      row("T4", "First step started", clocks.firstStep, missing: "none yet"),
    ]
    return .list(begun + services + [row("", "Run ended", clocks.ended, missing: "not over")])
  }

  /// Every word on a clock where one was said twice, so that a corrected value stays visible.
  var corrections: TemplateValue {
    let words = Dictionary(grouping: summary.clockHistory) { ClockKey($0.stamp) }
    let corrected = summary.clockHistory.filter { (words[ClockKey($0.stamp)]?.count ?? 0) > 1 }
    return .list(
      corrected.prefix(ReportValues.mostRows).map { word in
        let service = word.stamp.service.map { " of \($0)" } ?? ""
        let isLast = words[ClockKey(word.stamp)]?.last == word
        return .map([
          "when": .string(word.at.wall.readable),
          "clock": .string(CellText.fit(word.stamp.clock.words + service, for: format, most: CellText.mostOfName)),
          "value": .string(word.stamp.time?.readable ?? "unknown"),
          "who": .string(CellText.fit(word.stamp.by.description, for: format, most: CellText.mostOfName)),
          "remark": .string(isLast ? "holds" : "corrected since"),
        ])
      })
  }

  private struct ClockKey: Hashable {
    var clock: RunClock
    var service: ServiceName?

    init(_ stamp: ClockStamp) {
      clock = stamp.clock
      service = stamp.service
    }
  }

  /// Whose word a clock is.
  private func source(_ clock: RunClock?) -> String? {
    guard let word = summary.clockHistory.last(where: { $0.stamp.clock == clock && $0.stamp.service == nil }) else {
      return nil
    }
    let said = word.stamp.source.map { "\($0), noted by \(word.stamp.by)" } ?? "said by \(word.stamp.by)"
    return CellText.fit(word.stamp.time == nil ? "nobody knows, \(said)" : said, for: format)
  }

  /// In a drill the times before the start are reckoned.
  private var assumption: String {
    guard summary.mode == .drill else { return "" }
    return summary.clocks.allowances == nil ? "the drill's start stands for it" : "assumed from the allowances"
  }

  private func rows(of service: ServiceSummary) -> [TemplateValue] {
    let missing = summary.verdict == nil ? "not yet" : "not reached"
    let restores = summary.steps.contains {
      $0.service == service.id && $0.phase == .restore && $0.status != .excluded
    }
    let name = CellText.line(service.id.text, most: CellText.mostOfName)
    var result: [TemplateValue] = []
    if restores { result.append(row("T5", "Data of \(name) restored", service.dataRestored, missing: missing)) }
    result.append(row("T6", "\(name) verified by its last check", service.verified, missing: missing))
    if service.hasAcceptSteps || service.accepted != nil {
      result.append(row("T7", "\(name) accepted", service.accepted, missing: missing))
    }
    if let cleared = service.backlogCleared { result.append(row("T8", "Backlog of \(name) cleared", cleared)) }
    return result
  }

  private func row(
    _ clock: String, _ name: String, _ moment: Moment?, _ remark: String = "", missing: String = "unknown",
    said word: RunClock? = nil
  ) -> TemplateValue {
    let remark = source(word) ?? (moment == nil && missing == "unknown" ? "nobody gave it" : remark)
    return .map([
      "clock": .string(clock), "name": .string(CellText.fit(name, for: format)),
      "time": .string(moment?.wall.readable ?? missing),
      "offset": .string(moment?.offsetText ?? "–"),
      "remark": .string(remark),
    ])
  }
}
