internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What there is to say of one piece of news.
struct NewsSentences {
  let news: News
  let state: RunState
  let standing: RunStanding

  private var isDrill: Bool { state.plan.mode == .drill }

  private func service(_ name: ServiceName) -> ServiceSentences? {
    standing.services.first { $0.summary.id == name }.map { ServiceSentences(of: $0, isDrill: isDrill) }
  }

  private func question(_ number: Int) -> PromptRecord? { state.prompts.first { $0.prompt.number == number } }

  /// Nil where it has nothing to say of its own, or what it tells of is over.
  var paragraph: String? {
    switch news {
    case .started: return started
    case .serviceDown(let name):
      return service(name)?.isDown(state.plan.services.first { $0.name == name })
    case .halfUsed(let name): return service(name)?.halfUsed
    case .targetNear(let name): return service(name)?.targetNear
    case .recovered(let name): return service(name)?.isBack
    case .waiting(let number): return question(number).map { QuestionSentences(record: $0, state: state).text }
    case .reminder(let number):
      return question(number).map {
        QuestionSentences(record: $0, state: state).reminder(after: standing.now.elapsed - $0.opened.elapsed)
      }
    case .failed(let step): return failed(step)
    case .stopping: return stopping
    case .finished: return finished
    case .regular: return nil
    case .notify(let step): return state.message(ofNotify: step)?.text
    }
  }

  /// A few words for a subject.
  var line: String {
    switch news {
    case .started: "started"
    case .serviceDown(let name): isDrill ? "\(name) counts as down" : "\(name) is down"
    case .halfUsed(let name): "half of the time for \(name) is used"
    case .targetNear(let name): "the target for \(name) is near"
    case .waiting(let number): "question \(number) waits for a person"
    case .reminder(let number): "question \(number) still waits"
    case .failed(let step): "\(step) failed"
    case .stopping: "the run is being stopped"
    case .recovered(let name): "\(name) is back"
    case .finished: "finished, \(state.ending?.verdict.words ?? "")"
    case .regular: "how it stands"
    case .notify(let step): Self.firstLine(state.message(ofNotify: step)?.text) ?? "a message of \(step)"
    }
  }

  private var started: String {
    guard let opened = state.opened, let opening = state.opening else { return "Started." }
    let machine = state.sessions.first.map { " on \($0.opening.machine)" } ?? ""
    return "Started at \(opened.wall.hourAndMinute) by \(opening.startedBy)\(machine)."
  }

  private func failed(_ step: StepID) -> String {
    let record = state[step]
    let time = record?.ended.map { " at \($0.wall.hourAndMinute)" } ?? ""
    let reason = Self.firstLine(record?.lastMessage).map { ": \($0)" } ?? ""
    let stops = state.stops.contains { $0.request.cause == .failure(step) } ? " The run ends because of it." : ""
    return "\(step) failed\(time)\(reason).\(stops)"
  }

  private var stopping: String? {
    guard let stop = state.stops.first?.request else { return nil }
    let reason = stop.reason.map { ": \($0)" } ?? ""
    return switch stop.cause {
    case .operator(let person): "The run is being stopped by \(person)\(reason)."
    case .failure(let step): "The run is being stopped because \(step) failed."
    case .bookkeeping: "The run is being stopped, because a drill without a record proves nothing."
    }
  }

  private var finished: String? {
    guard let ending = state.ending, let ended = state.ended, let opened = state.opened else { return nil }
    let time = (ended.elapsed - opened.elapsed).saidText
    var text = "Finished at \(ended.wall.hourAndMinute) after \(time): \(ending.verdict.words)."
    for finding in ending.findings.prefix(Self.mostFindings) { text += "\n- \(finding)" }
    let more = ending.findings.count - Self.mostFindings
    if more > 0 { text += "\n- and \(more) more" }
    return text + "\nIts report: halfhour report \(state.opening?.run.text ?? "last")"
  }

  private static let mostFindings = 5

  private static func firstLine(_ text: String?) -> String? {
    guard let line = text?.split(whereSeparator: \.isNewline).first else { return nil }
    return line.count > 200 ? "\(line.prefix(200))…" : String(line)
  }
}
