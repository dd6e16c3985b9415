internal import RunCore
internal import RunbookModel
internal import Templates

/// The machines that were met, and the commands that people ran on them beside the runbook.
struct HostTables {
  let summary: RunSummary
  let cells: Cells

  private var say: Phrasebook { cells.say }

  var hosts: TemplateValue {
    cells.list(summary.hosts) { host in
      .map([
        "name": cells.name(host.host.text), "address": cells.name(host.destination),
        "key": cells.name(host.fingerprint), "trust": cells.text(trust(host)), "system": cells.name(host.system),
        "clock": .string(clock(host)), "tone": .string(host.isClockOff ? "bad" : ""),
        "when": cells.time(host.firstContacted), "offset": cells.offset(host.firstContacted),
      ])
    }
  }

  private func trust(_ host: HostSummary) -> String {
    let words = host.trust.words(say: say)
    return host.vouchedBy.map { "\(words): \($0)" } ?? words
  }

  private func clock(_ host: HostSummary) -> String {
    guard host.isClockOff else { return say("right") }
    let offset = say.short(host.clockOffset.magnitude)
    return host.clockOffset < .zero ? say("OFF: \(offset) behind") : say("OFF: \(offset) ahead")
  }

  var commands: TemplateValue {
    cells.list(summary.adHoc) { command in
      .map([
        "when": cells.time(command.started), "offset": cells.offset(command.started),
        "place": cells.name(command.request.host?.text ?? say("this machine")),
        "command": cells.text(command.request.command.words), "outcome": cells.text(outcome(command)),
        "took": .string(command.duration.map(say.short) ?? "–"), "who": cells.name(command.request.by.description),
        "why": cells.reason(command.request.reason),
        "log": cells.name(command.refusal == nil ? command.attempt.logName : "–"),
      ])
    }
  }

  /// How a command ended; what itself said of it stands behind.
  private func outcome(_ command: AdHocSummary) -> String {
    if let refusal = command.refusal { return say("refused: \(refusal)") }
    guard let result = command.result else { return say("still running") }
    let words = outcome(command, result)
    guard let message = command.message, command.exit == nil || command.signal != nil else { return words }
    return "\(words): \(message)"
  }

  private func outcome(_ command: AdHocSummary, _ result: AttemptResult) -> String {
    if let signal = command.signal { return say("ended by signal \(signal)") }
    switch result {
    case .unknown: return say("nobody knows how it ended")
    case .neverStarted: return say("never started")
    case .timedOut where command.exit == nil: return say("timed out")
    case .cancelled where command.exit == nil: return say("cancelled")
    case .notDone where command.exit == nil: return say("not done")
    case .failed where command.exit == nil: return say("failed")
    case .succeeded where command.exit == nil: return say("succeeded")
    case .succeeded, .failed, .notDone, .timedOut, .cancelled: return say("exit status \(command.exit ?? 0)")
    }
  }
}
