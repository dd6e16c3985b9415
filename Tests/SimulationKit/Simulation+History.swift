internal import RunCore

extension RunEffect {
  /// One line for a history.
  var words: String {
    switch self {
    case .append(let entry): "append \(entry.sequence) \(entry.event)"
    case .startAttempt(let request): "start \(request.attempt)"
    case .recoverAttempt(let request, let boot): "recover \(request.attempt) of \(boot)"
    case .cancelAttempt(let attempt): "cancel \(attempt)"
    case .ask(let prompt): "ask \(prompt.number) about \(prompt.step)"
    case .awaitAnswers: "await answers"
    case .wake(let uptime): "wake at \(uptime.nanoseconds)"
    case .finish(let ending): "finish \(ending.verdict)"
    }
  }
}
