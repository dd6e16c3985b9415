internal import RecoveryPlanning
package import RunbookModel

/// How a plan changes while its run goes (DESIGN.md section 3, item 11).
extension RunState {
  /// Why the plan can't be changed so now, in words for whoever asks; nil where it can.
  package func objection(to amendment: Amendment) -> String? {
    guard ended == nil else { return "the run is over, and its plan stays as it is" }
    switch amendment.change {
    case .input(let change): return objection(to: change)
    case .startsFrom(let phase): return objection(toStartingFrom: phase)
    case .step(let change):
      guard self[change.step.id].map({ $0.state == .waiting }) ?? true else {
        return "\(change.step.id) has begun; it can be changed when it asks what to do"
      }
      return objection(to: change)
    }
  }

  /// The same of a change that stands in an answer to a question about a step.
  package func objection(toChange change: PlanChange?, of step: StepID) -> String? {
    switch change {
    case nil: return "amend needs the change: another text of the step, or another value of an input"
    case .startsFrom: return "where a run starts is said when it starts"
    case .input(let change):
      guard change.runbook == step.runbook else {
        return "\(change.input) is an input of \(change.runbook), and the question is about \(step)"
      }
      return isMade(change) ? nil : objection(to: change)
    case .step(let change):
      guard change.step.id == step else { return "the change is one of \(change.step.id), and not of \(step)" }
      return objection(to: change)
    }
  }

  private func objection(to change: StepChange) -> String? {
    let id = change.step.id
    guard let index = graph.index(of: id) else { return "the run has no step \(id)" }
    let (old, new) = (plan.steps[index], change.step)
    guard !old.isAdded else { return "\(id) is no step of a runbook, so there is nothing to edit" }
    guard new != old else { return "\(id) is as it was" }
    if let what = old.firstFixed(differingFrom: new) { return "\(what) of \(id) can't be changed during a run" }
    let unknown = new.hosts.first { graph.plannedHost($0) == nil && destination(of: $0) == nil }
    return unknown.map { "the run doesn't use the host \($0), so \(id) can't either" }
  }

  /// Somebody else's answer came to the same: what is left of this one is that the step is tried again.
  private func isMade(_ change: InputChange) -> Bool {
    graph.input(change.input, of: change.runbook) == change.after
  }

  private func objection(to change: InputChange) -> String? {
    guard let value = graph.input(change.input, of: change.runbook) else {
      return "\(change.runbook) has no input \(change.input)"
    }
    if value != change.before { return "\(change.input) is \"\(value)\" by now" }
    return value == change.after ? "\(change.input) is \"\(value)\" already" : nil
  }

  private func objection(toStartingFrom phase: Phase) -> String? {
    guard phase.canBeStartedFrom else {
      return "a run can't start from \(phase.rawValue), but from \(Phase.startingWords)"
    }
    guard stop == nil, !steps.contains(where: { !$0.attempts.isEmpty }) else {
      return "the run has begun; steps of it can be skipped one by one"
    }
    return leftOut(startingFrom: phase).isEmpty ? "no step stands between precheck and \(phase.rawValue)" : nil
  }

  /// The steps that a run leaves out which starts from this phase.
  package func leftOutSteps(startingFrom phase: Phase) -> [StepID] {
    leftOut(startingFrom: phase).map { plan.steps[$0].id }
  }

  /// What keeps a drill away from what is live stays, as does what asks whether other services are up.
  func leftOut(startingFrom phase: Phase) -> [Int] {
    plan.steps.indices.filter { index in
      let planned = plan.steps[index]
      return (Phase.provision..<phase).contains(planned.step.phase) && planned.step.kind.word != .isolation
        && planned.healthOf == nil && steps[index].state == .waiting
    }
  }

  /// A change that nobody asked for at a failure.
  mutating func applyAmendment(_ amendment: Amendment, at moment: Moment) throws(Contradiction) {
    if let objection = objection(to: amendment) { throw Contradiction(objection) }
    amend(amendment, at: moment)
    guard case .startsFrom(let phase) = amendment.change else { return }
    for index in leftOut(startingFrom: phase) {
      steps[index].exclusion = "the run started from \(phase.rawValue)"
      finish(index, .skipped, at: moment)
    }
  }

  /// The change that an answer holds: its step is tried at once as it is now.
  mutating func amend(_ index: Int, with answer: PromptAnswer, at moment: Moment) throws(Contradiction) {
    if let objection = objection(toChange: answer.change, of: plan.steps[index].id) { throw Contradiction(objection) }
    guard let change = answer.change else { return }
    if case .input(let change) = change, isMade(change) {
      // Nothing changes a second time.
    } else {
      amend(Amendment(change: change, by: answer.by, reason: answer.reason), at: moment)
    }
    steps[index].restarts = 0
    steps[index].state = .backingOff(purposeOfRerun(index), until: moment.elapsed, why: .retry)
  }

  private mutating func amend(_ amendment: Amendment, at moment: Moment) {
    amendments.append(Dated(amendment, at: moment))
    switch amendment.change {
    case .startsFrom: break
    case .input(let change): graph.setInput(change.input, of: change.runbook, to: change.after)
    case .step(let change):
      guard let index = graph.index(of: change.step.id) else { return }
      graph.replace(index, with: change.step)
      // What takes the step back is said in it.
      guard let undo = graph.undoing[index], let step = change.step.undoStep(called: plan.steps[undo].id) else {
        return
      }
      graph.replace(undo, with: step)
    }
  }
}

extension Phase {
  /// What comes before provision only looks, and cleanup is no recovery.
  package var canBeStartedFrom: Bool { self > .provision && self < .cleanup }

  package static var startingWords: String {
    allCases.filter(\.canBeStartedFrom).map(\.rawValue).joined(separator: ", ")
  }
}

extension PlannedStep {
  /// The first thing that differs among those on which other steps rely.
  fileprivate func firstFixed(differingFrom other: PlannedStep) -> String? {
    if other.step.id != step.id { return "the id" }
    if other.step.phase != step.phase { return "the phase" }
    if other.needs != needs || other.step.needs.isSame(as: step.needs) == false { return "what is needed" }
    if other.step.isGate != step.isGate || other.step.unguarded != step.unguarded { return "the gate" }
    if other.step.outputs != step.outputs { return "the names of the outputs" }
    if other.step.only != step.only || other.excluded != excluded { return "`only`" }
    if other.step.provides?.host != step.provides?.host { return "the host that is provided" }
    if (other.step.undo == nil) != (step.undo == nil) { return "whether there is an undo" }
    let isSame =
      other.service == service && other.tier == tier && other.proof == proof && other.healthOf == healthOf
      && other.undoes == undoes
    return isSame ? nil : "the service"
  }
}

extension Needs {
  /// Wherever they stand.
  fileprivate func isSame(as other: Needs) -> Bool {
    above == other.above && references.map(\.text) == other.references.map(\.text)
  }
}
