package import RunbookModel

/// Which lines of a run's journal say what its report tells; lines count from 1, as editors and `sed` count them.
package struct JournalTrace: Hashable, Sendable {
  /// The line that opened the run.
  package internal(set) var opened: Int?
  /// The line that ended it, whatever was added or taken up again later.
  package internal(set) var ended: Int?
  /// The last line that gave a verdict.
  package internal(set) var verdict: Int?
  /// The last line of all.
  package internal(set) var last: Int?
  /// Each line at which a process took the run in hand.
  package internal(set) var sessions: [Int] = []
  /// Those steps of which the journal says anything.
  package internal(set) var steps: [StepID: StepLines] = [:]
  /// In the order of the prompts' numbers.
  package internal(set) var prompts: [PromptLines] = []
  /// What was said last of each clock.
  var clocks: [ClockName: Int] = [:]

  /// The line of the word that holds about a clock of the run, or of one service.
  package func line(of clock: RunClock, service: ServiceName? = nil) -> Int? {
    clocks[ClockName(clock: clock, service: service)]
  }

  struct ClockName: Hashable {
    var clock: RunClock
    var service: ServiceName?
  }
}

/// Where a journal speaks of one step.
package struct StepLines: Hashable, Sendable {
  /// The intent of each attempt.
  package internal(set) var starts: [Int] = []
  /// The outcome of each attempt that has one.
  package internal(set) var ends: [Int] = []
  /// The line that made the step be over: its last outcome, a person's word, silence, a stop.
  package internal(set) var settled: Int?
  /// The line that says how old the restored data are, and what it says.
  package internal(set) var point: Int?
  package internal(set) var recoveryPoint: WallTime?
  /// The line that says how much was restored.
  package internal(set) var size: Int?

  /// The intent of the first attempt, from which the step's time counts.
  package var first: Int? { starts.first }
  package var all: [Int] { (starts + ends + [settled].compactMap { $0 }).sorted() }
}

/// Where a journal speaks of one question.
package struct PromptLines: Hashable, Sendable {
  package internal(set) var opened: Int
  /// The answer, the line that says that nobody answered, or the stop or end of the run; nil while it is open.
  package internal(set) var closed: Int?
}
