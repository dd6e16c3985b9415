internal import RunCore
internal import RunbookModel
internal import Templates

/// This run beside the last ones of its runbook: every service's time against its target, and what took longer or less.
struct ComparisonTable {
  let summary: RunSummary
  let earlier: [EarlierRun]
  let cells: Cells

  /// So many runs are shown beside this one.
  private static let mostRuns = 5
  /// More services than this nobody compares one by one.
  static let mostServices = 300

  private var say: Phrasebook { cells.say }
  private var shown: ArraySlice<EarlierRun> { earlier.prefix(Self.mostRuns) }

  /// The runs as a whole first, then each service by itself.
  var groups: TemplateValue {
    guard !earlier.isEmpty else { return .list([]) }
    return .list([whole] + summary.services.prefix(Self.mostServices).map(group))
  }

  private var whole: TemplateValue {
    let took = summary.wholeTime
    let own = row(say("this run"), summary.run, summary.verdict, time: took, isOwn: true)
    return .map([
      "heading": .string(say("the run as a whole")),
      "rows": .list(
        [own]
          + shown.map { run in
            row(name(run), run.id, run.verdict, time: run.duration, difference: against(run.duration, took))
          }),
    ])
  }

  private func group(_ service: ServiceSummary) -> TemplateValue {
    let took = service.countedRTA
    let own = EarlierRun.Service(
      id: service.id, rto: service.target.rto, rta: took, rpa: service.rpa, rtoJudgement: service.rtoJudgement)
    return .map([
      "heading": cells.name(service.id.text),
      "rows": .list(
        [row(say("this run"), summary.run, summary.verdict, time: took, service: own, judged: service, isOwn: true)]
          + shown.map { run in
            let then = run.services.first { $0.id == service.id }
            return row(
              name(run), run.id, run.verdict, time: then?.rta, service: then, difference: against(then?.rta, took))
          }),
    ])
  }

  private func row(
    _ name: String, _ id: RunID?, _ verdict: Verdict?, time: Duration?, service: EarlierRun.Service? = nil,
    judged: ServiceSummary? = nil, difference: String = "", isOwn: Bool = false
  ) -> TemplateValue {
    let own = judged.map { TargetResult.ofTime($0, in: summary) }
    let result = own?.words(say) ?? service?.rtoJudgement.words(say: say)
    let tone = own?.tone ?? service?.rtoJudgement.tone
    return .map([
      "run": cells.name(name), "id": cells.name(id?.text), "weight": .string(isOwn ? "strong" : ""),
      "verdict": .string(verdict?.words(say: say) ?? say("not over")), "tone": .string(verdict?.tone ?? ""),
      "time": .string(time.map(say.short) ?? "–"), "target": .string(service?.rto.map(say.target) ?? "–"),
      "result": .string(result ?? ""), "resultTone": .string(tone ?? ""),
      "age": .string(service?.rpa.map(say.age) ?? "–"),
      "ageWords": .string((service?.rpa ?? .zero) < .zero ? "words" : ""),
      "difference": .string(difference),
    ])
  }

  private func name(_ run: EarlierRun) -> String {
    let day = cells.look.day(run.started)
    return run.mode == .drill ? say("drill of \(day)") : say("incident of \(day)")
  }

  /// How this run's time differs from an earlier one.
  private func against(_ then: Duration?, _ now: Duration?) -> String {
    guard let then, let now else { return say("can't be compared") }
    let difference = now - then
    guard Self.isSeen(difference, of: then) else { return say("this run took as long") }
    return difference > .zero
      ? say("this run took \(say.short(difference)) longer")
      : say("this run took \(say.short(difference.magnitude)) less")
  }

  /// Two runs of the same thing differ by a little anyway.
  static func isSeen(_ difference: Duration, of then: Duration) -> Bool {
    difference.magnitude >= .milliseconds(50) && difference.magnitude * 100 >= then
  }

  /// For each service one sentence on the last run that measured it.
  var sentences: TemplateValue {
    cells.list(summary.services, most: Self.mostSentences) { service in
      .string(sentence(service))
    }
  }

  private static let mostSentences = 12

  private func sentence(_ service: ServiceSummary) -> String {
    let name = CellText.fit(service.id.text, for: cells.format, most: CellText.mostOfName)
    guard let now = service.countedRTA else { return say("\(name) was not measured in this run.") }
    let measured = shown.compactMap { run in
      run.services.first { $0.id == service.id }?.rta.map { (run: run, rta: $0) }
    }
    // The clock of an incident began with a disruption, and that of a drill with an assumption.
    let last = measured.first { $0.run.mode == summary.mode } ?? measured.first
    guard let last else { return say("\(name) was not measured in the runs before this one.") }
    let (run, difference) = (self.name(last.run), now - last.rta)
    guard Self.isSeen(difference, of: last.rta) else { return say("\(name) took as long as in the \(run).") }
    let amount = say.short(difference.magnitude)
    return difference > .zero
      ? say("\(name): \(amount) slower than in the \(run).") : say("\(name): \(amount) faster than in the \(run).")
  }
}
