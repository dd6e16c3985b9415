package import RunbookModel

/// What this version can carry out; a plan with anything else is refused before its first step.
package struct SupportedKinds: Hashable, Sendable {
  /// A key, or a use of one, that needs more than its kind does.
  package enum Ability: String, CaseIterable, Sendable {
    case on, become, provides
    /// `copy` from or to `host:path`.
    case remoteCopy
    case knownGood
  }

  package var kinds: Set<StepKind.Word>
  package var abilities: Set<Ability>

  package init(kinds: Set<StepKind.Word>, abilities: Set<Ability>) {
    self.kinds = kinds
    self.abilities = abilities
  }

  /// Scripts, files, probes, waiting and restarts, here and on hosts.
  package static let current = SupportedKinds(
    kinds: [.run, .copy, .template, .http, .tcp, .dns, .sql, .wait, .reboot, .isolation],
    abilities: Set(Ability.allCases))

  /// An error for everything in the plan that can't be executed yet; what the plan leaves out is not looked at.
  package func unsupportedSteps(in plan: Plan) -> [Diagnostic] {
    plan.steps.filter { $0.excluded == nil }.flatMap { planned in
      uses(of: planned.step).map { use, location in
        Diagnostic(
          "\(use) can't be executed yet, so step \"\(planned.step.id)\" would stop the run", at: location,
          hint: "do it by hand before or after the run and leave the step out until this version can")
      }
    }
  }

  private func uses(of step: Step) -> [(String, SourceLocation)] {
    var uses: [(String, SourceLocation)] = []
    func require(_ ability: Ability, _ use: String, at location: SourceLocation) {
      if !abilities.contains(ability) { uses.append((use, location)) }
    }
    if !kinds.contains(step.kind.word) { uses.append(("a `\(step.kind.word.rawValue)` step", step.location)) }
    if let host = step.on { require(.on, "a step `on: \(host)`, another machine,", at: step.location) }
    if step.become != nil { require(.become, "`become`", at: step.location) }
    if let provided = step.provides { require(.provides, "`provides`", at: provided.address.start) }
    if case .copy(let copy) = step.kind {
      for end in [copy.from, copy.to] where AddressText.hostPrefix(of: end.text) != nil {
        require(.remoteCopy, "a copy from or to another machine", at: end.start)
      }
    }
    if let expect = step.expect, expect.knownGood != nil { require(.knownGood, "`known_good`", at: expect.location) }
    return uses
  }
}
