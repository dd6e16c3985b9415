package import RunbookModel

/// A step with what the plan decided about it.
package struct PlannedStep: Hashable, Sendable, Identifiable {
  package var id: StepID
  package var step: Step
  package var service: ServiceName?
  package var tier: Service.Tier
  /// The steps that must be over first; what they need in their turn is left out, unless its outputs are used.
  ///
  /// None of them is excluded: in place of a step that this mode leaves out stands what that step would wait for.
  package var needs: [PlannedNeed]
  /// Set when the plan knows that the step won't run in this mode.
  package var excluded: PlannedExclusion?
  /// The address that `on` means in this run; nil on this machine, and where a step of the run gives it.
  package var destination: String?
  /// As whom the step works, by its own word or its host's; on this machine by its own alone.
  package var become: Become?
  /// As whom a copy reads or writes at those of its ends that are on hosts.
  package var endBecome: [HostName: Become]
  /// The longest way from the start of this step to the end of the run, by budgets.
  @DurationText package var remaining: Duration
  /// Whether the step lies on the longest way, by budgets, to the end of verify and cutover.
  package var critical: Bool
  /// Set on steps that the planner made to prove that checks notice anything.
  package var proof: Proof?
  /// The service whose health the step asks for, which the run doesn't recover; the planner made the step.
  package var healthOf: ServiceName?
  /// The step that it takes back, on request alone; the planner made it from that step's `undo`.
  package var undoes: StepID?
  /// Why a drill can't see this check red.
  package var unseen: String?
  /// The recorded answer that the step's check compares with, among the plan's files; nil where there is none.
  package var knownGoodFile: String?

  package init(
    id: StepID, step: Step, service: ServiceName? = nil, tier: Service.Tier = .routine, needs: [PlannedNeed] = [],
    excluded: PlannedExclusion? = nil, destination: String? = nil, become: Become? = nil,
    endBecome: [HostName: Become] = [:], remaining: Duration = .zero, critical: Bool = false
  ) {
    self.id = id
    self.step = step
    self.service = service
    self.tier = tier
    self.needs = needs
    self.excluded = excluded
    self.destination = destination
    self.become = become
    self.endBecome = endBecome
    _remaining = DurationText(wrappedValue: remaining)
    self.critical = critical
  }
}

extension PlannedStep {
  /// Whether the planner made the step, so that no author could give it a budget.
  package var isAdded: Bool { proof != nil || healthOf != nil || undoes != nil || step.kindWord == .isolation }

  /// Whether only a drill does it, besides what its runbook says.
  package var isDrillOnly: Bool { proof != nil || step.kindWord == .isolation }
}

/// What a drill does besides its runbook, to prove that its checks notice anything (DESIGN.md section 3, item 8).
package enum Proof: Hashable, Sendable {
  /// The check is tried before data are there, and must fail.
  case seenRed(of: StepID)
  /// The break of this name is done.
  case damage(StepName)
  /// The check is tried while the break stands.
  case noticing(StepName, check: StepID)
  case mending(StepName)
  /// The check must hold again.
  case mended(StepName, check: StepID)
}

/// One step that another waits for.
package struct PlannedNeed: Hashable, Sendable {
  package var step: StepID
  /// The waiting step reads an output, so a skipped or failed step doesn't satisfy it.
  package var usesOutputs: Bool

  package init(_ step: StepID, usesOutputs: Bool = false) {
    self.step = step
    self.usesOutputs = usesOutputs
  }
}

/// Why a step is left out although nobody skipped it.
package enum PlannedExclusion: Hashable, Sendable, Decodable {
  /// The step says `only:` with the other mode.
  case only(mode: RunMode)
  /// It takes another step back, which it does on request alone.
  case undo
}
