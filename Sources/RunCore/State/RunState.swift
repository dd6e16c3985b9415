package import RecoveryPlanning
package import RunbookModel

/// A run as its journal tells it.
package struct RunState: Sendable {
  package internal(set) var graph: PlanGraph
  /// One for each of the plan's steps, in the plan's order.
  package internal(set) var steps: [StepRecord]
  package internal(set) var opening: RunOpening?
  package internal(set) var sessions: [Session]
  package internal(set) var prompts: [PromptRecord]
  package internal(set) var stops: [StopRecord]
  package internal(set) var clocks: [ClockRecord]
  package internal(set) var hosts: [HostName: HostRecord] = [:]
  package internal(set) var adHoc: [AdHocRecord] = []
  package internal(set) var notes: [Dated<Note>] = []
  package internal(set) var findingChanges: [Dated<FindingChange>] = []
  package internal(set) var participations: [Dated<Participation>] = []
  package internal(set) var updates: [Dated<SentUpdate>] = []
  package internal(set) var signOffs: [Dated<SignOff>] = []
  /// So many of them, from the first on, are of a record to which something was added since.
  package internal(set) var outdatedSignOffs = 0
  /// Those that answers to prompts hold among them, in order.
  package internal(set) var amendments: [Dated<Amendment>] = []
  package internal(set) var reopenings: [Dated<Reopening>] = []
  /// What had been said before the run was taken up again the last time; nil in a run that never was.
  var reopened: ReopenedAt?
  /// How many stops belong to the run itself, once it is over.
  var stopsAtEnd: Int?
  package internal(set) var irregularities: [Irregularity]
  package internal(set) var bookkeepingLost: Bool
  package internal(set) var ending: RunEnding?
  /// A clock was set after the run's end.
  package internal(set) var isCorrected = false
  package internal(set) var opened: Moment?
  /// When `ending` was recorded; what is corrected later doesn't make the run longer.
  package internal(set) var ended: Moment?
  package internal(set) var lastSequence: Int
  package internal(set) var last: Moment?
  /// The number of steps that have not reached an outcome.
  package internal(set) var unfinished: Int
  /// For each step, how many of its needs are not over yet.
  package internal(set) var unmetNeeds: [Int]
  /// Where the run's own time and the uptime of the present boot meet.
  var anchor: TimeAnchor?

  package init(plan: Plan) {
    graph = PlanGraph(plan)
    steps = Array(repeating: StepRecord(), count: plan.steps.count)
    sessions = []
    prompts = []
    stops = []
    clocks = []
    irregularities = []
    bookkeepingLost = false
    lastSequence = 0
    unfinished = plan.steps.count
    unmetNeeds = plan.steps.map(\.needs.count)
    for index in plan.steps.indices where plan.steps[index].excluded != nil { finish(index, .excluded, at: nil) }
  }

  package var plan: Plan { graph.plan }

  package subscript(_ id: StepID) -> StepRecord? { graph.index(of: id).map { steps[$0] } }

  /// The stop that rules: the first one's cause, reaching as far as all that were asked for together.
  ///
  /// In a run that was taken up again, those of before rule no more.
  package var stop: StopRequest? {
    let ruling = stops.dropFirst(reopened?.stops ?? 0)
    guard var stop = ruling.first?.request else { return nil }
    for record in ruling.dropFirst() {
      stop.cancelsRunning = stop.cancelsRunning || record.request.cancelsRunning
      stop.leavesCleanup = stop.leavesCleanup || record.request.leavesCleanup
    }
    return stop
  }

  /// Whether the stop that rules ends this step, too: a drill cleans up unless somebody said otherwise.
  package func isStopping(_ index: Int) -> Bool {
    guard let stop else { return false }
    if reopened != nil { return true }
    return plan.mode == .incident || plan.steps[index].step.phase != .cleanup || stop.leavesCleanup
  }

  /// Why entries could not be written at some time of the run, or nil.
  var lostBookkeeping: String? {
    for case .bookkeepingLost(let reason) in irregularities.map(\.kind) { return reason }
    return nil
  }

  package var openPrompts: [Prompt] { prompts.filter { $0.isOpen }.map(\.prompt) }
}

/// A stretch of a run in the hands of one process.
package struct Session: Hashable, Sendable {
  package var opening: SessionOpening
  package var opened: Moment
}

package struct StopRecord: Hashable, Sendable {
  package var request: StopRequest
  package var at: Moment
}

package struct ClockRecord: Hashable, Sendable {
  package var stamp: ClockStamp
  package var at: Moment
}

/// A prompt with what became of it.
package struct PromptRecord: Hashable, Sendable {
  package var prompt: Prompt
  package var opened: Moment
  /// The word that closed it; nil where its time was over, or the run.
  package internal(set) var answer: PromptAnswer?
  /// Approvals that count, of different people, as long as more are needed the last one among them.
  package internal(set) var approvals: [Dated<PromptAnswer>] = []
  /// Nobody answered in time.
  package internal(set) var hasExpired = false
  package internal(set) var closed: Moment?

  /// A prompt is closed by its answer, or unanswered by the end of its run.
  package var isOpen: Bool { closed == nil }
}

/// Something about time or bookkeeping that a reader of the report must know.
package struct Irregularity: Hashable, Sendable, Decodable {
  package enum Kind: Hashable, Sendable {
    /// The wall clock was moved by this much against the machine's own.
    case wallClockJumped(DurationText)
    /// Nobody was in charge for this long.
    case gapBetweenSessions(DurationText)
    case machineSlept(DurationText)
    /// Halfhour itself did not run, although the machine did.
    case stoodStill(DurationText)
    case machineRebooted
    case endSeenLate(StepID)
    case bookkeepingLost(String)
    /// A recovery point came from a host whose clock is this much ahead, and was moved back by it.
    case pointCorrected(StepID, HostName, by: DurationText)
  }

  package var kind: Kind
  package var at: Moment
}
