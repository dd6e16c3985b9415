internal import RunCore
internal import RunbookModel
internal import Templates

/// The few numbers at the head of a report.
struct FigureTable {
  let summary: RunSummary

  var rows: TemplateValue { .list(services + [steps] + proof + waits + length) }

  private var proof: [TemplateValue] {
    guard let checks = summary.proof?.checks.filter({ $0.result != .leftOut }), !checks.isEmpty else { return [] }
    let red = checks.count { $0.result == .red }
    return [figure("Checks seen red", "\(red) of \(checks.count)", "they failed without data", .none)]
  }

  private var services: [TemplateValue] {
    guard summary.services.count == 1, let only = summary.services.first else { return manyServices }
    var figures = [
      figure(
        "Recovery time", only.countedRTA?.roundedText ?? (only.verified == nil ? "not verified" : "not known"),
        "target \(only.target.rto.targetText)",
        only.rtoJudgement, share: only.share)
    ]
    if let rpa = only.rpa {
      let note = only.target.rpo.map { "target \($0.targetText)" } ?? "no target"
      figures.append(figure("Age of the data", rpa.roundedText, note, only.rpoJudgement))
    } else if only.rpoJudgement == .unknown {
      figures.append(figure("Age of the data", "not known", "no time was recorded", .unknown))
    }
    return figures
  }

  private var manyServices: [TemplateValue] {
    guard !summary.services.isEmpty else { return [] }
    let judgements = summary.services.flatMap { [$0.rtoJudgement, $0.rpoJudgement] }.filter { $0 != .none }
    let verified = summary.services.count { $0.verified != nil }
    let met = judgements.count { $0 == .met }
    let missed = judgements.count { $0 == .missed }
    let note =
      missed > 0 ? "\(missed) missed" : met < judgements.count ? "\(judgements.count - met) unknown" : "time and data"
    return [
      figure(
        "Services back", "\(verified) of \(summary.services.count)", "with their checks passed", .none),
      figure("Targets met", "\(met) of \(judgements.count)", note, .none),
    ]
  }

  private var steps: TemplateValue {
    let planned = summary.steps.filter { $0.status != .excluded && $0.proof == nil }
    let well = planned.count { [.passed, .alreadyDone].contains($0.status) }
    let checks = planned.count { $0.isCheck && $0.status == .passed }
    return figure(
      "Steps done", "\(well) of \(planned.count)", checks == 1 ? "one of them a check" : "\(checks) of them checks",
      .none)
  }

  private var waits: [TemplateValue] {
    guard !summary.waits.isEmpty else { return [] }
    let total = summary.waits.reduce(Duration.zero) { $0 + $1.waited }
    let count = summary.waits.count
    return [figure("Waited for people", total.roundedText, "\(count) question\(count == 1 ? "" : "s")", .none)]
  }

  private var length: [TemplateValue] {
    guard let ended = summary.clocks.ended, let started = summary.clocks.started else { return [] }
    return [figure("Whole run", (ended.elapsed - started.elapsed).roundedText, "from start to end", .none)]
  }

  /// `share` is the used part of the target in hundredths.
  private func figure(
    _ name: String, _ value: String, _ note: String, _ judgement: ServiceSummary.Judgement, share: Int? = nil
  ) -> TemplateValue {
    .map([
      "name": .string(name), "value": .string(value), "note": .string(note), "judgement": .string(judgement.words),
      "tone": .string(judgement.tone), "hasShare": .bool(share != nil), "share": .string("\(share ?? 0)"),
    ])
  }
}
