package import RecoveryPlanning
package import RunbookModel

/// What a report says of one step.
package struct StepSummary: Hashable, Sendable, Decodable, Identifiable {
  package enum Status: String, Hashable, Sendable, Decodable {
    case waiting, running, retrying, asking
    /// The run ended before the step's turn came.
    case notReached = "not-reached"
    case passed, alreadyDone = "already-done", excluded, skipped, byHand = "by-hand", failed, cancelled
  }

  package var id: StepID
  package var title: String
  package var phase: Phase
  package var kind: StepKind.Word
  package var service: ServiceName?
  /// Nil on the machine that runs halfhour.
  package var host: String?
  package var isCheck: Bool
  /// On the critical path: as it was measured in a run that is over, else as the plan has it.
  package var isCritical: Bool
  package var status: Status
  @OptionalDurationText package var planned: Duration?
  package var started: Moment?
  package var ended: Moment?
  /// From the first start to the end, or to now while the step runs.
  @OptionalDurationText package var duration: Duration?
  package var attempts: [AttemptSummary]
  package var exit: Int?
  /// The last thing that a try had to say, or why the step was left out.
  package var message: String?
  package var outputs: [OutputName: String]
  package var bytesRestored: Int?
  /// Set where the step is not of the runbook, but proves something about its checks.
  package var proof: Proof?

  init(of state: RunState, index: Int, at now: Moment) {
    let planned = state.plan.steps[index]
    let record = state.steps[index]
    id = planned.id
    title = planned.step.title
    phase = planned.step.phase
    kind = planned.step.kind.word
    service = planned.service
    host = planned.step.on?.text
    isCheck = planned.step.isCheck
    isCritical = planned.critical
    status = Status(of: record.state, isOver: state.ending != nil)
    _planned = OptionalDurationText(wrappedValue: planned.step.budget)
    started = record.firstStarted
    ended = record.ended
    let isUnderWay = record.outcome == nil && state.ending == nil
    let end = record.ended ?? (isUnderWay ? now : record.attempts.last?.ended)
    let duration =
      state.timeAtWorkAgain(index)
      ?? started.flatMap { start in end.map { max(.zero, $0.elapsed - start.elapsed) } }
    _duration = OptionalDurationText(wrappedValue: duration)
    attempts = record.attempts.map(AttemptSummary.init)
    exit = record.attempts.last?.report?.exit
    message = planned.excluded.flatMap { $0 == .undo ? nil : $0.words } ?? record.exclusion ?? record.lastMessage
    outputs = record.outputs
    bytesRestored = record.size
    proof = planned.proof
  }
}

extension StepSummary {
  /// Whether it is a look of triage that found something down, which is no failure of the run.
  package var foundTrouble: Bool { phase == .triage && status == .failed }
}

extension StepSummary.Status {
  init(of state: StepState, isOver: Bool) {
    self =
      switch state {
      case .waiting: isOver ? .notReached : .waiting
      case .running: .running
      case .backingOff: .retrying
      case .asking: .asking
      case .finished(.passed): .passed
      case .finished(.alreadyDone): .alreadyDone
      case .finished(.excluded): .excluded
      case .finished(.skipped): .skipped
      case .finished(.byHand): .byHand
      case .finished(.failed): .failed
      case .finished(.cancelled): .cancelled
      }
  }
}

extension PlannedExclusion {
  /// Why the step is left out, as a reader sees it.
  package var words: String {
    switch self {
    case .only(let mode): "only in \(mode == .drill ? "a drill" : "an incident")"
    case .undo: "on request only"
    }
  }
}

/// What a report says of one try.
package struct AttemptSummary: Hashable, Sendable, Decodable {
  package var id: AttemptID
  package var started: Moment
  package var ended: Moment?
  package var result: AttemptResult?
  package var exit: Int?
  package var signal: Int?
  package var message: String?
  package var why: AgainReason?
  package var logBytes: Int
  package var logCut: Bool
  package var observedLate: Bool

  init(_ record: AttemptRecord) {
    id = record.id
    started = record.started
    ended = record.ended
    result = record.report?.result
    exit = record.report?.exit
    signal = record.report?.signal
    message = record.report?.message
    if case .again(_, _, let reason) = record.disposition { why = reason }
    logBytes = record.report?.logBytes ?? 0
    logCut = record.report?.logCut ?? false
    observedLate = record.observedLate
  }
}
