package import RunbookModel

/// A command that no runbook holds, asked for during a run (DESIGN.md section 3.11).
package struct AdHocRequest: Hashable, Sendable, Decodable {
  /// Counts from 1 within the run; who first makes the file of that number has it.
  package var id: Int
  /// Nil for the machine that runs halfhour.
  package var host: HostName?
  package var command: AdHocCommand
  package var by: Operator
  package var reason: String?
  /// When somebody asked for it, by the clock of the machine that runs halfhour.
  package var requested: WallTime

  package init(
    id: Int, host: HostName?, command: AdHocCommand, by: Operator, reason: String? = nil, requested: WallTime
  ) {
    self.id = id
    self.host = host
    self.command = command
    self.by = by
    self.reason = reason
    self.requested = requested
  }

  /// Whoever asked has gone on since, and would be surprised by it now.
  static let longestWait = Duration.seconds(60)
}

/// A program with its arguments, or the text of a script.
package enum AdHocCommand: Hashable, Sendable {
  case arguments([String])
  case script(String)

  /// As a person reads it; not to be given to a shell.
  package var words: String {
    switch self {
    case .arguments(let words): words.joined(separator: " ")
    case .script(let text): text
    }
  }
}

/// The request as the run accepted it, durable before anything is started.
package struct AdHocIntent: Hashable, Sendable, Decodable {
  package var attempt: AttemptID
  package var request: AdHocRequest
  /// Where, when it isn't this machine.
  package var destination: String?

  package init(attempt: AttemptID, request: AdHocRequest, destination: String? = nil) {
    self.attempt = attempt
    self.request = request
    self.destination = destination
  }
}

/// What became of an ad-hoc command; it is never started again.
package struct AdHocEnd: Hashable, Sendable, Decodable {
  package var attempt: AttemptID
  package var report: AttemptReport
  /// The end was seen by a later session than the one that started it.
  package var observedLate: Bool

  package init(attempt: AttemptID, report: AttemptReport, observedLate: Bool = false) {
    self.attempt = attempt
    self.report = report
    self.observedLate = observedLate
  }
}

/// A request that came too late, or that can't be done.
package struct AdHocRefusal: Hashable, Sendable, Decodable {
  package var request: AdHocRequest
  package var reason: String

  package init(request: AdHocRequest, reason: String) {
    self.request = request
    self.reason = reason
  }
}
