package import RunbookModel

/// What a job of a step is for.
package enum JobPurpose: String, Sendable, Decodable, CaseIterable {
  /// Finds out whether the step is already done.
  case skipIf = "skip-if"
  /// Makes the ground clean before another try.
  case reset
  /// Does what the step says.
  case work
  /// Does what somebody asked for during the run; it belongs to no step.
  case adHoc = "ad-hoc"
}

/// One try of a step, or of a command that belongs to it; the name of its job folder derives from it.
package struct AttemptID: Hashable, Sendable, Decodable {
  package var step: StepID
  /// Counts from 1 over all purposes, so that no two jobs of a run share a name.
  package var number: Int
  package var purpose: JobPurpose

  package init(step: StepID, number: Int, purpose: JobPurpose) {
    self.step = step
    self.number = number
    self.purpose = purpose
  }
}

extension AttemptID: CustomStringConvertible {
  package var description: String { purpose == .work ? "\(step)#\(number)" : "\(step)#\(number) (\(purpose.rawValue))" }
}

extension AttemptID {
  /// The name of its log among those of the run; names of steps hold nothing that a path could not.
  package var logName: String {
    let purpose = purpose == .work ? "" : ".\(purpose.rawValue)"
    return "\(step).\(number)\(purpose).log"
  }
}

/// That a try is about to start.
package struct AttemptStart: Hashable, Sendable, Decodable {
  package var attempt: AttemptID
  /// Where, when it isn't this machine.
  package var destination: String?

  package init(attempt: AttemptID, destination: String? = nil) {
    self.attempt = attempt
    self.destination = destination
  }
}

/// How a try ended.
package enum AttemptResult: String, Sendable, Decodable, CaseIterable {
  case succeeded, failed
  /// `skip_if` says that there is something to do.
  case notDone = "not-done"
  case timedOut = "timed-out"
  case cancelled
  /// The job was never claimed, so nothing happened.
  case neverStarted = "never-started"
  /// It started, and nobody knows how it ended.
  case unknown
}

/// The beginning and end that an attempt's own machine saw, on the clocks of the one that runs halfhour.
package struct AttemptTimes: Hashable, Sendable, Decodable {
  package var started: Stamp
  package var ended: Stamp

  package init(started: Stamp, ended: Stamp) {
    self.started = started
    self.ended = ended
  }
}

/// What a check found, told apart from why its step failed.
package enum CheckFinding: String, Sendable, Decodable, CaseIterable {
  case held
  /// It held against a recorded answer that is older than the check.
  case stale
  /// It ran, and its expectation failed.
  case failed
  /// It could not run: a command or a value was missing, or it gave no answer in time.
  case inconclusive
}

/// What came of a try, as its executor reports it.
package struct AttemptReport: Hashable, Sendable, Decodable {
  package var result: AttemptResult
  /// The exit status, or nil where there is none.
  package var exit: Int?
  /// The signal that ended the job.
  package var signal: Int?
  /// One or several lines for a person: why it failed, what differed.
  package var message: String?
  package var outputs: [OutputName: String]
  /// By this machine's clocks, also for a job on a host; nil where there was no job or nobody knows.
  package var times: AttemptTimes?
  package var logBytes: Int
  /// The log lacks a part: over its limit, or its disk was full.
  package var logCut: Bool
  /// Processes that could not be ended.
  package var leftovers: [Int]
  /// Set with `neverStarted`, where a host answers and nothing may be started on it.
  package var refusal: HostRefusal?
  /// Nil where the step is no check.
  package var finding: CheckFinding?

  package init(
    _ result: AttemptResult, exit: Int? = nil, signal: Int? = nil, message: String? = nil,
    outputs: [OutputName: String] = [:], times: AttemptTimes? = nil, logBytes: Int = 0, logCut: Bool = false,
    leftovers: [Int] = []
  ) {
    self.result = result
    self.exit = exit
    self.signal = signal
    self.message = message
    self.outputs = outputs
    self.times = times
    self.logBytes = logBytes
    self.logCut = logCut
    self.leftovers = leftovers
  }
}

/// What follows a try.
package enum Disposition: Hashable, Sendable {
  /// The step is over.
  case over(Outcome)
  /// The same step goes on with a job for this purpose, this long after the entry.
  case again(JobPurpose, after: DurationText, why: AgainReason)
  /// A person is asked; the prompt's entry follows.
  case ask
}

/// Why a step is tried once more; only `retry` counts against `retry.attempts`.
package enum AgainReason: String, Sendable, Decodable {
  /// The first command of the step is over, its work follows.
  case next
  case retry
  /// `within` has not passed yet.
  case poll
  /// Nothing had happened.
  case neverStarted = "never-started"
  /// Nobody knows how it ended, and doing it again does no harm or is its author's word.
  case unknown
}

/// What became of a try, and what follows.
package struct AttemptEnd: Hashable, Sendable, Decodable {
  package var attempt: AttemptID
  package var report: AttemptReport
  package var disposition: Disposition
  /// The value of `recovery_point`, when the step restored data; corrected where `pointCorrection` says so.
  package var recoveryPoint: WallTime?
  package var pointCorrection: PointCorrection?
  /// The value of `size`, in bytes.
  package var size: Int?
  /// The end was seen by a later session than the one that started the job.
  package var observedLate: Bool

  package init(
    attempt: AttemptID, report: AttemptReport, disposition: Disposition, recoveryPoint: WallTime? = nil,
    pointCorrection: PointCorrection? = nil, size: Int? = nil, observedLate: Bool = false
  ) {
    self.attempt = attempt
    self.report = report
    self.pointCorrection = pointCorrection
    self.disposition = disposition
    self.recoveryPoint = recoveryPoint
    self.size = size
    self.observedLate = observedLate
  }
}

/// That a time came from a host whose clock is off, and by how much it was put right.
package struct PointCorrection: Hashable, Sendable, Decodable {
  package var host: HostName
  /// How far the host's clock was ahead; the time was moved back by it.
  @DurationText package var offset: Duration

  package init(host: HostName, offset: Duration) {
    self.host = host
    _offset = DurationText(wrappedValue: offset)
  }
}

/// How a step ended for good.
package enum Outcome: String, Sendable, Decodable, CaseIterable {
  case passed
  /// `skip_if` found it done.
  case alreadyDone = "already-done"
  /// `only` or `if` left it out, as planned.
  case excluded
  /// A person left it out.
  case skipped
  /// A person did it and said so.
  case byHand = "by-hand"
  case failed
  case cancelled
}

/// A step that is left out although nobody skipped it.
package struct StepExclusion: Hashable, Sendable, Decodable {
  package var step: StepID
  package var reason: String

  package init(step: StepID, reason: String) {
    self.step = step
    self.reason = reason
  }
}
