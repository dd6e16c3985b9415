internal import RunCore
internal import RunbookModel

extension TimeBarDrawing {
  /// A thin bar for every service, below its name and how it fared.
  var rows: [String] { bar.services.enumerated().flatMap { row($1, at: rowsTop + Double($0) * rowHeight) } }

  private func row(_ service: ServiceSummary, at top: Double) -> [String] {
    // Bold letters are wider.
    let result = ChartText.cut(bar.result(of: service), to: (scale.width - (isNarrow ? 4 : 90)) / 1.08)
    let room = isNarrow ? scale.width - 4 : scale.width - ChartText.width(of: result) * 1.08 - 18
    let tone = service.rtoJudgement == .missed ? "bad" : "quiet"
    let words = [
      SVG.text("strong", x: 2, y: top + 12, ChartText.cut(service.id.text, to: room / 1.08)),
      isNarrow
        ? SVG.text(tone, x: 2, y: top + 47, result)
        : SVG.text(tone, x: scale.width - 2, y: top + 12, result, anchor: .end),
    ]
    return words + stretch(of: service, at: top + 19) + marks(of: service, at: top + 23.5)
  }

  /// From where its target counts to its end; what lies beyond the target in a pattern of its own.
  private func stretch(of service: ServiceSummary, at y: Double) -> [String] {
    let start = bar.summary.clocks.start(of: service.target.clock)?.elapsed
    let isOver = service.countedEnd != nil
    let end = max(service.countedEnd?.elapsed ?? bar.stretches.now, start ?? scale.origin)
    let (from, to) = (start.map(scale.x) ?? 6, scale.x(end))
    let kind = start == nil ? "part unsaid" : isOver ? "out" : "out open"
    var parts = [
      SVG.rectangle(
        kind, x: from, y: y, width: max(2, to - from), height: 9,
        pattern: start == nil ? "\(pictureID)-unknown" : nil)
    ]
    guard let goal = TimeBarScale.goal(of: service, in: bar.summary) else { return parts }
    if end > goal, service.rtoJudgement != .met {
      let x = scale.x(goal)
      parts.append(
        SVG.rectangle(
          "over", x: x, y: y, width: max(2, to - x), height: 9, corner: 0, pattern: "\(pictureID)-over"))
    }
    guard !scale.isBeyond(goal) else { return parts + [goalArrow(at: y + 4.5)] }
    return parts + [SVG.line("goal-tick", scale.x(goal), y - 4, scale.x(goal), y + 13)]
  }

  private func marks(of service: ServiceSummary, at y: Double) -> [String] {
    let moments = [service.dataRestored, service.verified, service.accepted, service.backlogCleared]
    return zip(ServiceMark.allCases, moments).compactMap { mark, moment in
      guard let moment, !scale.isBeyond(moment.elapsed) else { return nil }
      return mark.svg(x: scale.x(moment.elapsed), y: y)
    }
  }

  /// What the shapes in the rows are; only those that are there.
  var markKeys: KeyLines {
    let services = bar.services
    let present = [
      services.contains { $0.dataRestored != nil }, services.contains { $0.verified != nil },
      services.contains { $0.accepted != nil }, services.contains { $0.backlogCleared != nil },
    ]
    var entries = zip(ServiceMark.allCases, present).filter(\.1).map { mark, _ in
      KeyLines.Entry(words: mark.words(look), code: mark.code) { x, y in mark.svg(x: x + 7, y: y + 7) }
    }
    if services.contains(where: { TimeBarScale.goal(of: $0, in: bar.summary).map { !scale.isBeyond($0) } ?? false }) {
      entries.append(
        KeyLines.Entry(words: look.say("target")) { x, y in SVG.line("goal-tick", x + 7, y - 1, x + 7, y + 15) })
    }
    let top = rowsTop + Double(services.count) * rowHeight + 2
    return KeyLines(entries, width: scale.width, top: top)
  }

  /// What the parts of the bar are, and how long each took.
  var keys: KeyLines {
    var entries = bar.stretches.all.map { stretch in
      KeyLines.Entry(words: bar.words(stretch), code: bar.code(stretch)) { x, y in
        SVG.rectangle(
          Self.kind(stretch), x: x, y: y, width: 14, height: 14,
          pattern: stretch.certainty == .unknown ? "\(pictureID)-unknown" : nil)
      }
    }
    if !bar.waits.isEmpty {
      entries.append(
        KeyLines.Entry(words: look.say("waiting for people: \(look.say.short(bar.waited))")) { x, y in
          SVG.rectangle("wait", x: x, y: y, width: 14, height: 14, pattern: "\(pictureID)-wait")
        })
    }
    if !bar.overhead.isEmpty {
      let time = look.say.short(bar.summary.drillOverhead ?? .zero)
      entries.append(
        KeyLines.Entry(words: look.say("only in a drill, not counted: \(time)")) { x, y in
          SVG.rectangle("proof", x: x, y: y, width: 14, height: 14, pattern: "\(pictureID)-drill")
        })
    }
    if !bar.missed.isEmpty || bar.services.contains(where: { $0.rtoJudgement == .missed }) {
      entries.append(
        KeyLines.Entry(words: look.say("beyond the target")) { x, y in
          SVG.rectangle("over", x: x, y: y, width: 14, height: 14, corner: 0, pattern: "\(pictureID)-over")
        })
    }
    return KeyLines(entries, width: scale.width, top: keyTop)
  }
}

/// The clocks of a service, told apart by shape.
enum ServiceMark: CaseIterable {
  case restored, verified, accepted, cleared

  func svg(x: Double, y: Double) -> String {
    let (left, top) = (SVG.number(x - 5), SVG.number(y - 5))
    return switch self {
    case .restored: SVG.path("clock", "M\(SVG.number(x - 1.5)) \(SVG.number(y - 7))h3v14h-3z")
    case .verified: SVG.path("clock", "M\(left) \(SVG.number(y))a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z")
    case .accepted: SVG.path("clock", "M\(SVG.number(x)) \(SVG.number(y - 6.5))l6.5 6.5l-6.5 6.5l-6.5 -6.5z")
    case .cleared: SVG.path("clock", "M\(left) \(top)h10v10h-10z")
    }
  }

  func words(_ look: ReportLook) -> String {
    switch self {
    case .restored: look.say("data restored")
    case .verified: look.say("verified")
    case .accepted: look.say("acceptance")
    case .cleared: look.say("backlog cleared")
    }
  }

  var code: String {
    switch self {
    case .restored: "T5"
    case .verified: "T6"
    case .accepted: "T7"
    case .cleared: "T8"
    }
  }
}
