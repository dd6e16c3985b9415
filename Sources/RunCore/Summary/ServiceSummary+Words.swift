internal import RunbookModel

/// What people say of a service's times, beside what its steps measured.
extension ServiceSummary {
  /// That nobody knows a time wipes out what was said before, and not what was measured.
  mutating func take(wordsOn steps: ServiceSteps, disruption: WallTime?, by rules: JudgementRules) {
    guard let opened = steps.state.opened else { return }
    func moment(_ time: WallTime) -> Moment { Moment(wall: time, elapsed: time - opened.wall) }
    func word(_ clock: RunClock) -> (ClockRecord, WallTime)? {
      let last = steps.state.clocks.last { $0.stamp.service == id && $0.stamp.clock == clock }
      return last.flatMap { word in word.stamp.time.map { (word, $0) } }
    }
    backlogCleared = word(.backlogCleared).map { moment($0.1) }
    let acceptance = word(.accepted)
    guard rules != .first else {
      accepted = acceptance.map { moment($0.1) } ?? accepted
      return
    }
    if let (word, time) = acceptance, accepted.map({ !SaidTime.isMeant($0.wall, by: time) }) ?? true {
      let counts = accepted.map { time > $0.wall } ?? true
      add(SaidTime(word, time: time, measured: accepted?.wall, counts: counts))
      // Who says the minute may mean a time just before the last check; what was not verified can't be accepted.
      if counts { accepted = verified.flatMap { $0.elapsed > moment(time).elapsed ? $0 : nil } ?? moment(time) }
    }
    take(dataFrom: word(.dataFrom), steps, disruption)
  }

  /// What was done by hand can only make the data older than the other steps say.
  private mutating func take(
    dataFrom word: (ClockRecord, WallTime)?, _ steps: ServiceSteps, _ disruption: WallTime?
  ) {
    let oldest = recoveryPoint
    var isTooOld = false
    if let oldest, let disruption, let rpo = target.rpo { isTooOld = disruption - oldest > rpo }
    if steps.lacksPoint, !isTooOld { recoveryPoint = nil }
    guard let (word, time) = word, recoveryPoint.map({ !SaidTime.isMeant($0, by: time) }) ?? true else { return }
    let counts = recoveryPoint.map { time < $0 } ?? true
    add(SaidTime(word, time: time, measured: recoveryPoint, counts: counts))
    recoveryPoint = min(time, oldest ?? time)
  }

  private mutating func add(_ time: SaidTime) { said = (said ?? []) + [time] }
}
