import RecoveryPlanning
import RunCore
import RunbookModel

/// A small world that drives a run through failures, changes of its plan, a cleanup that fails and what is taken back.
///
/// It knows nothing but the machine's effects, and keeps only what was made durable; it can be killed at any entry.
struct AmendingWorld {
  private(set) var journal: [JournalEntry] = []
  private(set) var machine: RunMachine
  private var random: Random
  private var time = 0.0
  private var running: [AttemptID] = []
  /// Every job that started.
  private var begun: Set<AttemptID> = []
  private var sessions = 0
  let plan: Plan
  /// After so many entries, the next one is lost with the process.
  private var killAt: Int?
  private(set) var problems: [String] = []

  struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
  }

  init(seed: UInt64, killAt: Int? = nil) {
    random = Random(state: seed)
    self.killAt = killAt
    plan = Self.plan(&random)
    machine = RunMachine(state: RunState(plan: plan), opening: Tale.opening(plan.mode), now: Tale.stamp(0))
  }

  private static func plan(_ random: inout Random) -> Plan {
    let mode: RunMode = random.once(in: 2) ? .drill : .incident
    let phases: [Phase] = [.provision, .install, .restore, .verify, .cutover, .cleanup, .cleanup]
    var steps: [PlannedStep] = []
    for (number, phase) in phases.enumerated() {
      let needs = steps.indices.filter { _ in !random.once(in: 3) }.map { "s\($0)" }
      steps.append(
        Plans.step("s\(number)", phase, needs: needs) { step in
          step.kind = .run(SourceText("first", start: Plans.here))
          if phase != .cleanup {
            step.onFailure = random.once(in: 4) ? .stop : .ask
            if random.once(in: 2) { step.undo = SourceText("undo", start: Plans.here) }
          }
        })
    }
    steps += steps.compactMap { $0.undoStep(called: Plans.id("undo-\($0.id.step)")) }
    return Plans.plan(steps, mode: mode)
  }

  /// Plays the run to its end, then its cleanup until clean, then takes back what can be.
  mutating func play() {
    if random.once(in: 4) {
      let phase: Phase = random.once(in: 2) ? .restore : .cutover
      hear(.amendmentRequested(Amendment(change: .startsFrom(phase), by: Tale.person)))
    }
    session()
    for round in 1...40 {
      goOn()
      guard machine.state.ending != nil else { return problems.append("the run stands still in round \(round)") }
      let purpose: Reopening.Purpose
      if !machine.state.leftOver.isEmpty {
        purpose = .cleanup
      } else if !machine.state.undoable.isEmpty {
        purpose = .undo
      } else {
        return
      }
      machine = RunMachine(state: fold(), opening: Tale.opening(plan.mode), now: Tale.stamp(time))
      hear(.reopenRequested(Reopening(purpose: purpose, by: Tale.person)))
      session()
    }
    problems.append("it never comes to its end")
  }

  private mutating func session() {
    time += 1
    sessions += 1
    hear(.sessionOpened(Tale.session))
  }

  private mutating func goOn() {
    for _ in 0..<300 where machine.state.ending == nil {
      time += 1
      if let attempt = running.randomElement(using: &random) {
        running.removeAll { $0 == attempt }
        hear(.attemptFinished(attempt, begun.contains(attempt) ? report() : AttemptReport(.neverStarted)))
      } else if let prompt = machine.state.openPrompts.randomElement(using: &random) {
        hear(.answered(answer(prompt)))
      } else {
        hear(.woke)
      }
    }
  }

  private mutating func report() -> AttemptReport {
    AttemptReport(random.once(in: 3) ? .failed : .succeeded, exit: 0)
  }

  private mutating func answer(_ prompt: Prompt) -> PromptAnswer {
    let choices: [Choice] = [.amend, .amend, .amend, .skip, .done, .stop]
    let possible = choices.filter { prompt.choices.contains($0) }
    var answer = PromptAnswer(
      prompt: prompt.number, choice: possible.randomElement(using: &random) ?? prompt.choices[0], reason: "so",
      by: Tale.person)
    guard answer.choice == .amend else { return answer }
    let state = machine.state
    if random.once(in: 2), let day = state.plan.runbooks[0].inputs["day"] {
      answer.change = .input(Amended.input(day, day + "+"))
    } else {
      var planned = state.plan.steps.first { $0.id == prompt.step } ?? state.plan.steps[0]
      planned.step.kind = .run(SourceText("text \(state.amendments.count)", start: Plans.here))
      // Now and then something that may not be changed.
      if random.once(in: 6) { planned.step.phase = .accept }
      answer.change = .step(StepChange(step: planned, before: "", after: "", difference: ""))
    }
    return answer
  }

  private mutating func hear(_ event: RunEvent) {
    let session = sessions
    var effects = machine.handle(event, at: Tale.stamp(time))
    while !effects.isEmpty {
      for case .append(let entry) in effects {
        if killAt == journal.count {
          killAt = nil
          return resume()
        }
        journal.append(entry)
      }
      for effect in effects {
        carryOut(effect)
        guard session == sessions else { return }
      }
      effects = machine.handle(.journalSynced(through: machine.state.lastSequence), at: Tale.stamp(time))
    }
  }

  /// Another process takes the run up; what ran goes on meanwhile.
  private mutating func resume() {
    time += 5
    running = []
    machine = RunMachine(state: fold(), opening: Tale.opening(plan.mode), now: Tale.stamp(time))
    session()
  }

  private mutating func carryOut(_ effect: RunEffect) {
    switch effect {
    case .startAttempt(let request):
      begin(request)
      running.append(request.attempt)
    case .recoverAttempt(let request, _): running.append(request.attempt)
    case .cancelAttempt(let attempt):
      guard running.contains(attempt) else { return }
      running.removeAll { $0 == attempt }
      hear(.attemptFinished(attempt, AttemptReport(begun.contains(attempt) ? .cancelled : .neverStarted)))
    default: break
    }
  }

  private mutating func begin(_ request: AttemptRequest) {
    let id = request.attempt.step
    let index = machine.state.graph.index(of: id) ?? 0
    if machine.state.plan.steps[index] != request.step {
      problems.append("\(request.attempt) is not as planned by now")
    }
    if machine.state.ended != nil, request.step.step.phase != .cleanup {
      problems.append("\(request.attempt) starts after the end")
    }
    if request.step.undoes != nil, !running.isEmpty { problems.append("\(request.attempt) starts beside others") }
    if !begun.insert(request.attempt).inserted { problems.append("\(request.attempt) starts twice") }
  }

  func fold() -> RunState {
    var state = RunState(plan: plan)
    for entry in journal {
      do { try state.apply(entry) } catch { return state }
    }
    return state
  }
}
