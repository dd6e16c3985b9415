internal import RecoveryPlanning
internal import RunbookModel

extension JournalTrace {
  /// Goes over the entries once; `state` is what they add up to.
  package init(of state: RunState, entries: [JournalEntry]) {
    var clock = LineClock()
    var closings: [Moment: Int] = [:]
    last = entries.last?.sequence
    for entry in entries {
      let moment = clock.moment(of: entry)
      note(entry.event, at: entry.sequence)
      if entry.event.canClose { closings[moment] = closings[moment] ?? entry.sequence }
    }
    for (id, record) in zip(state.plan.steps.map(\.id), state.steps) {
      steps[id] = Self.completed(steps[id], record, closings)
    }
    for (place, record) in state.prompts.enumerated() where prompts.indices.contains(place) {
      guard prompts[place].closed == nil, let closed = record.closed else { continue }
      prompts[place].closed = closings[closed]
    }
  }

  /// What no line says of the step by its name.
  private static func completed(_ known: StepLines?, _ record: StepRecord, _ closings: [Moment: Int]) -> StepLines? {
    var lines = known ?? StepLines()
    lines.settled = record.ended.flatMap { lines.settled ?? closings[$0] }
    // A question to a person is answered with its values, among which these can be.
    if let point = record.recoveryPoint, lines.point == nil {
      (lines.point, lines.recoveryPoint) = (lines.settled, point)
    }
    if record.size != nil { lines.size = lines.size ?? lines.settled }
    return lines == StepLines() ? nil : lines
  }

  private mutating func note(_ event: Entry, at line: Int) {
    switch event {
    case .runOpened: opened = line
    case .sessionOpened: sessions.append(line)
    case .stepStarted(let start): steps[start.attempt.step, default: StepLines()].starts.append(line)
    case .stepFinished(let end): note(end, at: line)
    case .stepExcluded(let exclusion): steps[exclusion.step, default: StepLines()].settled = line
    case .promptOpened: prompts.append(PromptLines(opened: line))
    case .promptAnswered(let answer): close(answer.prompt, at: line)
    case .promptExpired(let expiry): close(expiry.prompt, at: line)
    case .clockStamped(let stamp): clocks[ClockName(clock: stamp.clock, service: stamp.service)] = line
    case .runFinished:
      ended = ended ?? line
      verdict = line
    default: break
    }
  }

  private mutating func note(_ end: AttemptEnd, at line: Int) {
    var lines = steps[end.attempt.step] ?? StepLines()
    lines.ends.append(line)
    if case .over = end.disposition { lines.settled = line } else { lines.settled = nil }
    if end.report.result == .succeeded {
      if let point = end.recoveryPoint { (lines.point, lines.recoveryPoint) = (line, point) }
      if end.size != nil { lines.size = line }
    }
    steps[end.attempt.step] = lines
  }

  /// An approval that several people give is closed by the last.
  private mutating func close(_ number: Int, at line: Int) {
    guard prompts.indices.contains(number - 1) else { return }
    prompts[number - 1].closed = line
  }
}

/// Gives each line its place on the run's own time, as the fold of the journal does.
private struct LineClock {
  private var state = RunState(
    plan: Plan(
      mode: .incident, site: PlannedSite(name: ""), root: "none", runbooks: [], services: [], steps: [], files: [],
      limits: Limits()))

  mutating func moment(of entry: JournalEntry) -> Moment {
    let moment = state.advanceClock(to: entry)
    if case .sessionOpened(let opening) = entry.event {
      state.sessions.append(Session(opening: opening, opened: moment))
    }
    state.last = moment
    return moment
  }
}

extension Entry {
  /// Whether it can make a step or a question be over that it doesn't name.
  fileprivate var canClose: Bool {
    switch self {
    case .promptAnswered, .promptExpired, .stopRequested, .amended, .runFinished: true
    default: false
    }
  }
}
