internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// One drill of a service that is over, as far as judging needs it.
struct DrillFact: Hashable {
  let run: RunID
  let started: WallTime
  let verdict: Verdict
  /// To that end of the recovery which the target counts today.
  let rta: Duration?

  init(run: RunID, started: WallTime, verdict: Verdict, rta: Duration?) {
    self.run = run
    self.started = started
    self.verdict = verdict
    self.rta = rta
  }

  /// Nil while the run isn't over.
  init?(_ row: RunRow, of service: Service) {
    guard row.mode == .drill, let verdict = row.verdict, let started = row.started else { return nil }
    let own = row.services.first { $0.id == service.name }
    let accepted = service.target.until == .accepted ? own?.rtaAccepted : nil
    self.init(run: row.id, started: started, verdict: verdict, rta: accepted ?? own?.rta)
  }

  /// Everything that was planned was done and every target met, with conditions or without.
  var isPassed: Bool { verdict == .passed || verdict == .passedWithConditions }

  /// The day by the clock that hung on the wall then.
  var day: String { started.day }
}

extension WallTime {
  var day: String { String(text(fractionDigits: 0).prefix(10)) }
}
