internal import RunbookModel

/// Turns the site's `isolation` into steps of a drill (DESIGN.md section 3.5).
///
/// Each runbook that uses a host tries the host's checks itself, once its machines stand and before it installs
/// anything; `NeedsResolver` lets nothing pass them.
enum Isolation {
  /// The runbooks with their checks; as they are where nothing is to be checked.
  static func add(to runbooks: [Runbook], of site: Site, in mode: RunMode) -> [Runbook] {
    guard mode == .drill, !site.isolation.isEmpty else { return runbooks }
    let providers = providers(in: runbooks)
    return runbooks.map { runbook in
      let used = hosts(of: runbook)
      let steps = site.isolation.enumerated().filter { used.contains($0.element.on) }.map { number, check in
        step(check, number: number + 1, waitingFor: providers[check.on]?.filter { $0.runbook != runbook.name } ?? [])
      }
      guard !steps.isEmpty else { return runbook }
      var runbook = runbook
      let place = runbook.steps.firstIndex { $0.phase > .provision } ?? runbook.steps.endIndex
      runbook.steps.insert(contentsOf: steps, at: place)
      return runbook
    }
  }

  private static func hosts(of runbook: Runbook) -> Set<HostName> {
    Set(runbook.steps.filter { $0.only != .incident }.flatMap(HostUse.hosts))
  }

  /// A machine that another runbook makes must stand first; what a later phase makes can't be waited for here.
  private static func providers(in runbooks: [Runbook]) -> [HostName: [StepID]] {
    var providers: [HostName: [StepID]] = [:]
    for runbook in runbooks {
      for step in runbook.steps where step.phase <= .provision && step.only != .incident {
        if let host = step.provides?.host { providers[host, default: []].append(StepID(runbook.name, step.id)) }
      }
    }
    return providers
  }

  private static func step(_ check: IsolationCheck, number: Int, waitingFor providers: [StepID]) -> Step {
    let place = "\(check.connection.host.text):\(check.connection.port.text)"
    return Step(
      id: IsolationCheck.stepName(number), location: check.location, phase: .provision,
      kind: .isolation(check.connection), name: "host \(check.on) can't reach \(place)", on: check.on,
      needs: Needs(above: true, references: providers.map { SourceText($0.description, start: check.location) }),
      gate: true)
  }
}
