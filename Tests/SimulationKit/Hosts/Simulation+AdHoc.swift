internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// A command that somebody asked for, and what became of it in truth.
struct SimulatedCommand {
  let fate: Fate
  var endsAt: Duration
  var result: AttemptReport
  var isRunning = true
  /// The session that waits for its end.
  var listener: Int?
}

extension Simulation {
  /// The file of a request outlives halfhour, and every session reads it again.
  func ask(for request: AdHocRequest) {
    requests.append(request)
    guard driver != nil else { return note("somebody leaves a request: \(request.command.words)") }
    driver?.intake.append(.adHocRequested(request))
  }

  func execute(_ start: AdHocStart) {
    let isExcused = driver?.machine.state.bookkeepingLost == true
    if !isExcused, !durable.runningAdHoc.contains(where: { $0.attempt == start.attempt }) {
      violate("intent before act", "\(start.attempt) starts, and the durable journal doesn't say so")
    }
    if commands[start.attempt] != nil, !hasLostEntries { violate("never twice", "\(start.attempt) starts again") }
    if let host = start.host {
      requireVouchedFor(host)
      if let refusal = reach([host.name: host]) {
        var report = AttemptReport(.neverStarted)
        report.refusal = refusal
        deliver(.adHocFinished(start.attempt, report), after: .milliseconds(5))
        return
      }
    }
    note("the command \(start.attempt) starts")
    let fate = Fate(of: start.attempt, seed: options.seed, faults: options.faults)
    commands[start.attempt] = SimulatedCommand(
      fate: fate, endsAt: clock.truth + fate.duration, result: fate.report, listener: sessions)
    queue.put(.commandEnds(start.attempt), at: clock.truth + fate.duration)
  }

  func recover(_ start: AdHocStart) {
    guard let command = commands[start.attempt] else {
      deliver(.adHocFinished(start.attempt, AttemptReport(.unknown, message: "no folder")), after: .milliseconds(5))
      return
    }
    commands[start.attempt]?.listener = sessions
    if !command.isRunning { deliver(.adHocFinished(start.attempt, command.result), after: .milliseconds(5)) }
  }

  func commandEnds(_ attempt: AttemptID) {
    guard let command = commands[attempt], command.isRunning, command.endsAt <= clock.truth else { return }
    note("the command \(attempt) ends")
    commands[attempt]?.isRunning = false
    if command.listener == sessions, driver != nil { deliver(.adHocFinished(attempt, command.result), after: .zero) }
  }

  func cancelCommand(_ attempt: AttemptID) {
    cancelled.insert(attempt)
    guard let command = commands[attempt], command.isRunning else { return }
    commands[attempt]?.result = AttemptReport(.cancelled, signal: 15)
    commands[attempt]?.endsAt = min(command.endsAt, clock.truth + command.fate.grace)
    queue.put(.commandEnds(attempt), at: commands[attempt]?.endsAt ?? clock.truth)
  }

  /// Nobody leaves a run, or ends it, while somebody's command goes on.
  func requireNoCommand(_ what: String) {
    guard !hasLostEntries, let state = driver?.machine.state else { return }
    for (attempt, command) in commands where command.isRunning {
      violate("a run waits for commands", "\(what), and \(attempt) runs: \(state.adHoc.map(\.report?.result))")
    }
  }

  /// What somebody asked for is told, as done or as refused, and nothing else is.
  func requireCommandsTold(_ state: RunState) {
    let summary = RunSummary(of: state)
    for command in state.adHoc where command.mayHaveRun {
      let isTold = summary.deviations.contains {
        $0.kind == .adHoc && $0.by == command.request.by && $0.reason == command.request.reason
      }
      if !isTold { violate("amendments", "that \(command.attempt) was run isn't told") }
    }
    for attempt in commands.keys where !hasLostEntries {
      if !state.adHoc.contains(where: { $0.attempt == attempt && $0.mayHaveRun }) {
        violate("amendments", "\(attempt) ran, and nobody is told")
      }
    }
  }
}
