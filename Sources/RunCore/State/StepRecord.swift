package import RunbookModel

/// What the journal tells of one step.
package struct StepRecord: Hashable, Sendable {
  package internal(set) var state: StepState = .waiting
  package internal(set) var attempts: [AttemptRecord] = []
  package internal(set) var outputs: [OutputName: String] = [:]
  /// The option that was chosen, by a person or by silence.
  package internal(set) var decision: String?
  package internal(set) var ended: Moment?
  package internal(set) var exclusion: String?
  package internal(set) var recoveryPoint: WallTime?
  package internal(set) var size: Int?
  /// Tries that count against `retry.attempts`.
  package internal(set) var tries: Int = 0
  /// Started anew because nothing had happened or nobody knew; bounded.
  package internal(set) var restarts: Int = 0
  /// The last polling began here.
  package internal(set) var pollingSince: Moment?
  /// A person's word that decided about the step, the last one last.
  package internal(set) var words: [PromptAnswer] = []

  package var firstStarted: Moment? { attempts.first?.started }

  package var outcome: Outcome? {
    if case .finished(let outcome) = state { outcome } else { nil }
  }

  /// What the last try had to say.
  package var lastMessage: String? { attempts.last?.report?.message }
}

/// `waiting` → `running` → (`backingOff` → `running`)* → (`asking` → …)? → `finished`; `waiting` may also finish at once.
///
/// A step that is there to ask is `running` only until its question is put, which follows at once.
package enum StepState: Hashable, Sendable {
  case waiting
  case running(AttemptID)
  /// The next job of the step starts when this much of the run has elapsed.
  case backingOff(JobPurpose, until: Duration, why: AgainReason)
  /// Failed or unknown, or there to ask: a person is asked.
  case asking
  case finished(Outcome)
}

/// One try with its times.
package struct AttemptRecord: Hashable, Sendable {
  package var id: AttemptID
  /// When the intent was written, or when the job says it started.
  package internal(set) var started: Moment
  package internal(set) var ended: Moment?
  package internal(set) var report: AttemptReport?
  package internal(set) var disposition: Disposition?
  /// Of this machine, when the attempt was started.
  package var boot: String?
  /// Where the session that started it put its job folders.
  package var jobFolders: JobPlace?
  package var destination: String?
  /// What was seen of its hosts when it started, or when it reached them first.
  package internal(set) var contacts: [HostName: HostContact] = [:]
  package internal(set) var observedLate = false

  package var duration: Duration? { ended.map { $0.elapsed - started.elapsed } }
}
