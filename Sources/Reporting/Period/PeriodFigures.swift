internal import RunCore
internal import RunbookModel
internal import Templates

/// The numbers at the head of a report of a period.
struct PeriodFigures {
  let document: PeriodDocument

  private var say: Phrasebook { document.look.say }

  var rows: TemplateValue {
    let drills = document.runs.filter { $0.mode == .drill && $0.verdict != nil }
    let passed = drills.count { !PeriodWords.isBad($0.verdict) }
    let incidents = document.runs.filter { $0.mode == .incident }
    let open = document.findings.filter { !$0.isAccepted }
    let accepted = document.findings.count - open.count
    let late = open.count { $0.isOverdue(on: today) }
    let due = PeriodAttention(document: document).overdue.count + document.services.count { $0.due == .now }
    return .list([
      figure(say("Drills"), drills.count, say("\(passed) of them passed")),
      document.drillEvery == nil
        ? figure(say("Services to drill now"), nil, say("nobody said how often"))
        : figure(say("Services to drill now"), due, say("overdue, or no drill recovered as a whole"), bad: due > 0),
      figure(say("Targets missed"), missed, say("recovery times and ages of data"), bad: missed > 0),
      figure(say("Incidents"), incidents.count, say("\(incidents.count { $0.verdict == nil }) not over")),
      figure(
        say("Open findings"), open.count,
        openNote(late, accepted), bad: late > 0),
    ])
  }

  private func openNote(_ late: Int, _ accepted: Int) -> String {
    switch accepted {
    case 0: say("\(late) overdue")
    case 1: say("\(late) overdue; 1 risk accepted")
    default: say("\(late) overdue; \(accepted) risks accepted")
    }
  }

  private var today: String { String(document.made.text(fractionDigits: 0).prefix(10)) }

  private var missed: Int {
    document.services.flatMap(\.runs).reduce(0) { sum, run in
      sum + (run.rtoJudgement == .missed ? 1 : 0) + (run.rpoJudgement == .missed ? 1 : 0)
    }
  }

  private func figure(_ name: String, _ number: Int?, _ note: String, bad: Bool = false) -> TemplateValue {
    .map([
      "name": .string(name), "value": .string(number.map(String.init) ?? "–"), "note": .string(note),
      "tone": .string(bad ? "bad" : ""),
    ])
  }
}
