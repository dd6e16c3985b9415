internal import RunCore
internal import RunbookModel
internal import Templates

/// The clocks T0 to T8; a time that nobody gave is unknown, and one that did not come says so.
struct ClockTable {
  let summary: RunSummary
  let look: ReportLook
  let format: ReportFormat

  private var say: Phrasebook { look.say }

  var rows: TemplateValue {
    let clocks = summary.clocks
    let services = summary.services.prefix(ReportValues.mostRows).flatMap(rows(of:))
    let begun = [
      row("T0", say("Disruption"), clocks.disruption, assumption, said: .disruption),
      row("T1", say("Detected"), clocks.detected, assumption, said: .detected),
      row("T2", say("Declared"), clocks.declared, assumption, said: .declared),
      row("T3", say("Run started"), clocks.started),
      row("T4", say("First step started"), clocks.firstStep, missing: say("none yet")),
    ]
    return .list(begun + services + [row("", say("Run ended"), clocks.ended, missing: say("not over"))])
  }

  /// Why a length that somebody takes from the times by hand can be another, and what the codes beside words mean.
  var notes: [String] { [cutNote, codeNote] }

  private var codeNote: String {
    say(
      "RTO and RTA are the recovery time that was aimed at and the one that was measured; RPO and RPA are the same for the age of the data, which is how much could be lost. T0 to T8 are the clocks of this table."
    )
  }

  private var cutNote: String {
    say(
      "Times of day are cut to the second. Lengths are reckoned from the exact times and then rounded, so a difference that is taken by hand can be a second off; the JSON report has them all in full."
    )
  }

  /// Every word on a clock where one was said twice, so that a corrected value stays visible.
  var corrections: TemplateValue {
    let words = Dictionary(grouping: summary.clockHistory) { ClockKey($0.stamp) }
    let corrected = summary.clockHistory.filter { (words[ClockKey($0.stamp)]?.count ?? 0) > 1 }
    return .list(
      corrected.prefix(ReportValues.mostRows).map { word in
        let clock = say.word(word.stamp.clock)
        let name = word.stamp.service.map { say("\(clock) of \($0)") } ?? clock
        let isLast = words[ClockKey(word.stamp)]?.last == word
        let service = summary.services.first { $0.id == word.stamp.service }
        let holds = service?.said(word.stamp.clock)?.counts == false ? say("what was measured counts") : say("holds")
        return .map([
          "when": .string(look.time(word.at.wall)),
          "clock": .string(CellText.fit(name, for: format, most: CellText.mostOfName)),
          "value": .string(word.stamp.time.map(look.time) ?? say("unknown")),
          "who": .string(CellText.fit(word.stamp.by.description, for: format, most: CellText.mostOfName)),
          "remark": .string(isLast ? holds : say("corrected since")),
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
    let by = word.stamp.by
    let isKnown = word.stamp.time != nil
    let text =
      switch word.stamp.source {
      case .some(let source):
        isKnown ? say("\(source), noted by \(by)") : say("nobody knows, \(source), noted by \(by)")
      case nil: isKnown ? say("said by \(by)") : say("nobody knows, said by \(by)")
      }
    return CellText.fit(text, for: format)
  }

  /// In a drill the times before the start are reckoned.
  private var assumption: String {
    guard summary.mode == .drill else { return "" }
    return summary.clocks.allowances == nil
      ? say("the drill's start stands for it") : say("assumed from the allowances")
  }

  private func rows(of service: ServiceSummary) -> [TemplateValue] {
    let missing = summary.verdict == nil ? say("not yet") : say("not reached")
    let restores = summary.steps.contains {
      $0.service == service.id && $0.phase == .restore && $0.status != .excluded
    }
    let name = CellText.line(service.id.text, most: CellText.mostOfName)
    var result: [TemplateValue] = []
    if restores { result.append(row("T5", say("Data of \(name) restored"), service.dataRestored, missing: missing)) }
    if let word = service.said(.dataFrom), let point = service.recoveryPoint, let opened = summary.clocks.started {
      let moment = Moment(wall: point, elapsed: point - opened.wall)
      result.append(row("", say("Data of \(name) are from"), moment, remark(word)))
    }
    result.append(row("T6", say("\(name) verified by its last check"), service.verified, missing: missing))
    if service.hasAcceptSteps || service.accepted != nil {
      result.append(
        row("T7", say("\(name) accepted"), service.accepted, remark(service.said(.accepted)), missing: missing))
    }
    if let cleared = service.backlogCleared { result.append(row("T8", say("Backlog of \(name) cleared"), cleared)) }
    return result
  }

  /// Whose word a service's time is, and what was measured beside it.
  private func remark(_ said: SaidTime?) -> String {
    guard let said else { return "" }
    let by = said.by.description
    let text =
      switch (said.measured.map(look.time), said.counts) {
      case (nil, _): say("said by \(by)")
      case (let measured?, true): say("said by \(by); measured was \(measured)")
      case (.some, false): say("measured; \(by) said \(look.time(said.time))")
      }
    return CellText.fit(text, for: format)
  }

  /// Without a word for a time that is missing, it is one that nobody gave.
  private func row(
    _ clock: String, _ name: String, _ moment: Moment?, _ remark: String = "", missing: String? = nil,
    said word: RunClock? = nil
  ) -> TemplateValue {
    let remark = source(word) ?? (moment == nil && missing == nil ? say("nobody gave it") : remark)
    return .map([
      "clock": .string(clock), "name": .string(CellText.fit(name, for: format)),
      "time": .string(moment.map { look.time($0.wall) } ?? missing ?? say("unknown")),
      "offset": .string(moment.map(say.offset) ?? "–"),
      "remark": .string(remark),
    ])
  }
}
