internal import RunCore
internal import RunbookModel
internal import Templates

/// The few numbers that the table of services doesn't have.
struct FigureTable {
  let summary: RunSummary
  let say: Phrasebook

  var rows: TemplateValue { .list(services + [steps] + proof + waits + length) }

  private var proof: [TemplateValue] {
    let checks = summary.checksToSeeRed
    guard !checks.isEmpty else { return [] }
    let red = checks.count { $0.result == .red }
    return [figure(say("Checks seen red"), say("\(red) of \(checks.count)"), say("they failed without data"))]
  }

  private var services: [TemplateValue] {
    guard !summary.services.isEmpty else { return [] }
    let results = TargetResult.all(in: summary)
    let verified = summary.services.count { $0.verified != nil }
    let met = results.count { $0 == .met }
    let missed = results.count { $0 == .missed }
    let unmet = results.count { $0 == .notMet }
    let open = results.count { $0 == .notYet }
    let unknown = results.count { $0 == .unknown }
    let rest = [
      missed > 0 ? say("\(missed) missed") : nil, unmet > 0 ? say("\(unmet) not met") : nil,
      open > 0 ? say("\(open) not yet") : nil, unknown > 0 ? say("\(unknown) unknown") : nil,
    ].compactMap { $0 }
    let note = rest.isEmpty ? say("time and data") : rest.joined(separator: ", ")
    return [
      figure(
        say("Services back"), say("\(verified) of \(summary.services.count)"), say("with their checks passed")),
      figure(say("Targets met"), say("\(met) of \(results.count)"), note),
    ]
  }

  private var steps: TemplateValue {
    let checks = summary.plannedSteps.count { $0.isCheck }
    return figure(
      say("Steps done"), say("\(summary.doneSteps.count) of \(summary.plannedSteps.count)"),
      checks == 1
        ? say("\(summary.passedChecks.count) of 1 check passed")
        : say("\(summary.passedChecks.count) of \(checks) checks passed"))
  }

  private var waits: [TemplateValue] {
    guard !summary.waits.isEmpty else { return [] }
    let count = summary.waits.count
    return [
      figure(
        say("Waited for people"), say.short(summary.questionTimes.total),
        count == 1 ? say("1 question") : say("\(count) questions"))
    ]
  }

  private var length: [TemplateValue] {
    guard let ended = summary.clocks.ended, let started = summary.clocks.started else { return [] }
    return [figure(say("Whole run"), say.short(ended.elapsed - started.elapsed), say("from start to end"))]
  }

  private func figure(_ name: String, _ value: String, _ note: String) -> TemplateValue {
    .map(["name": .string(name), "value": .string(value), "note": .string(note)])
  }
}
