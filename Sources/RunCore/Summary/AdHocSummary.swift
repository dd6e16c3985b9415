package import RunbookModel

/// What a report says of a command that no runbook holds.
package struct AdHocSummary: Hashable, Sendable, Decodable {
  package var request: AdHocRequest
  /// Names its log.
  package var attempt: AttemptID
  package var started: Moment
  @OptionalDurationText package var duration: Duration?
  package var result: AttemptResult?
  package var exit: Int?
  package var signal: Int?
  package var message: String?
  /// Why it was not even tried.
  package var refusal: String?

  /// `now` is how long a command that still runs has taken.
  package init(_ record: AdHocRecord, at now: Moment? = nil) {
    request = record.request
    attempt = record.attempt
    started = record.started
    let end = record.ended ?? (record.isRunning ? now : nil)
    _duration = OptionalDurationText(
      wrappedValue: record.mayHaveRun ? end.map { max(.zero, $0.elapsed - record.started.elapsed) } : nil)
    result = record.report?.result
    exit = record.report?.exit
    signal = record.report?.signal
    message = record.report?.message
    refusal = record.refusal
  }

  /// Where it ran and how it ended, in words.
  package var outcome: String {
    if let refusal { return "refused: \(refusal)" }
    guard let result else { return "still running" }
    let why = message.map { ": \($0)" } ?? ""
    if let signal { return "ended by signal \(signal)\(why)" }
    switch result {
    case .unknown: return "nobody knows how it ended\(why)"
    case .neverStarted: return "never started\(why)"
    case .succeeded, .failed, .notDone, .timedOut, .cancelled:
      return exit.map { "exit status \($0)" } ?? result.rawValue + why
    }
  }

  package var place: String { request.host?.text ?? "this machine" }
}

extension AdHocSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("attempt", attempt)
      json.member("duration", ifAny: duration)
      json.member("exit", ifAny: exit)
      json.member("message", ifAny: message)
      json.member("refusal", ifAny: refusal)
      json.member("request", request)
      json.member("result", ifAny: result)
      json.member("signal", ifAny: signal)
      json.member("started", started)
    }
  }
}
