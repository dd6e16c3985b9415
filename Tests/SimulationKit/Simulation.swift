internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// One simulated run from its opening to its end, through all its crashes.
package final class Simulation {
  let options: SimulationOptions
  let scenario: Scenario
  /// Delays of the engine and its journal; those of jobs belong to their attempts.
  var chance: Chance
  var clock = SimulatedClock()
  var queue = EventQueue<WorldEvent>()
  var journal: SimulatedJournal
  /// The fold of what is durable, and nothing else.
  var durable: RunState
  var jobs: [AttemptID: SimulatedJob] = [:]
  /// By destination.
  var hosts: [String: SimulatedHost] = [:]
  /// What each session has told of hosts already.
  var toldHosts: Set<String> = []
  /// What people asked to be run, and what ran.
  var requests: [AdHocRequest] = []
  var commands: [AttemptID: SimulatedCommand] = [:]
  /// Starts that the present session has accepted and not carried out.
  var pendingSpawns: [AttemptID: AttemptRequest] = [:]
  /// Attempts whose claim was taken away by a session that looked for them and found nothing.
  var voided: Set<AttemptID> = []
  /// Jobs that the present session has ended.
  var cancelled: Set<AttemptID> = []
  /// The session that waits for the end of a job.
  var listeners: [AttemptID: Int] = [:]
  var people: SimulatedPeople
  var driver: SimulatedDriver?
  var sessions = 0
  /// What the folder of answers holds: the first to each prompt, and every one to a question that a step is there for.
  var answers: [PromptAnswer] = []
  /// All that people said, in the order in which they said it.
  var given: [GivenAnswer] = []
  /// What else people said while nobody was there to hear it.
  var inbox: [RunEvent] = []
  var journalFaults = JournalFaults()
  var openedAt: Duration?
  var hasRebooted = false
  var hasStoodStill = false
  /// Entries that something was done on are gone for good, as can happen in an incident without a journal.
  var hasLostEntries = false
  var executed: Set<AttemptID> = []
  /// Every job that ever started.
  var begun: [AttemptID] = []
  /// What the clocks did, by the simulation's own reckoning, that the run has to tell of.
  var expected: [Irregularity.Kind] = []
  var reading: ClockReading?
  /// By the number of the entry, less one.
  var readings: [ClockReading] = []
  var startedHere: Set<AttemptID> = []
  /// The number of the entry that ended the run.
  var lastEntry: Int?
  var counts = (events: 0, appends: 0, effects: 0, writes: 0, faults: 0)
  var crash: CrashPoint?
  var end: SimulationResult.End?
  var violation: Violation?
  var history: [String] = []
  /// More events than any run of a few steps can need.
  static let mostEvents = 6_000

  var plan: Plan { scenario.plan }
  let opening: RunOpening

  package init(_ options: SimulationOptions) {
    self.options = options
    var scenario = RandomPlan.make(
      seed: options.seed, isDeterministic: options.isDeterministic, mostSteps: options.mostSteps)
    RandomHosts.add(to: &scenario, seed: options.seed, isDeterministic: options.isDeterministic)
    if options.addsPeople {
      RandomPeople.add(to: &scenario, seed: options.seed, isDeterministic: options.isDeterministic)
    }
    if options.addsProofs { RandomProof.add(to: &scenario, seed: options.seed) }
    self.scenario = scenario.leavingOut(options.leftOutSteps)
    chance = Chance(seed: options.seed, for: "world")
    people = SimulatedPeople(seed: options.seed, faults: options.faults, isDeterministic: options.isDeterministic)
    durable = RunState(plan: self.scenario.plan)
    journal = SimulatedJournal(isCoded: options.seed % 4 == 0)
    crash = options.crash
    opening = RunOpening(
      run: RunID("20260921T080000Z-simulated"), mode: self.scenario.plan.mode, planHash: "0", startedBy: people.starter,
      version: "0", folder: "/site")
  }

  package static func run(_ options: SimulationOptions) -> SimulationResult {
    let simulation = Simulation(options)
    simulation.run()
    return simulation.result
  }

  private func run() {
    tellPlan()
    scheduleFaults()
    queue.put(.resume, at: .zero)
    while end == nil, violation == nil, let item = queue.take() {
      clock.advance(to: item.time)
      counts.events += 1
      happen(item.event)
      pump()
      requireLiveliness()
    }
    if violation == nil { finishUp() }
  }

  /// Nothing more will happen: the run must be over, or wait for somebody.
  private func finishUp() {
    if end == nil {
      requireWaitingForPeople()
      end = .waiting
    }
    if case .finished = end { requireCleanEnd() }
  }

  private var result: SimulationResult {
    let state = driver?.machine.state ?? durable
    let outcomes = zip(plan.steps, state.steps).compactMap { step, record in record.outcome.map { (step.id, $0) } }
    return SimulationResult(
      options: options, end: violation == nil ? end ?? .waiting : .violated, violation: violation, history: history,
      outcomes: Dictionary(uniqueKeysWithValues: outcomes), appends: counts.appends, effects: counts.effects,
      events: counts.events, sessions: sessions, elapsed: clock.truth, steps: plan.steps.count, faults: counts.faults)
  }
}
