internal import RunbookModel

/// Asks whether a service is up which one of the run's services depends on and the run doesn't recover.
enum HealthChecks {
  static func add(to prepared: inout PreparedRunbooks, of site: Site) {
    let probed = site.services.filter { $0.health != nil }
    guard !probed.isEmpty else { return }
    let services = Dictionary(site.services.map { ($0.name, $0) }) { first, _ in first }
    let recovered = Set(prepared.runbooks.compactMap(\.service))
    for number in prepared.runbooks.indices {
      let runbook = prepared.runbooks[number]
      guard let place = runbook.steps.firstIndex(where: { $0.phase == .verify }),
        let service = runbook.service.flatMap({ services[$0] })
      else { continue }
      var names = AddedNames(runbook)
      var steps: [Step] = []
      for dependency in service.dependsOn where !recovered.contains(dependency) {
        guard let other = services[dependency], let health = other.health else { continue }
        let step = self.step(other, health, names.name("health-\(dependency)"), before: runbook.steps[place])
        prepared.health[StepID(runbook.name, step.id)] = dependency
        steps.append(step)
      }
      prepared.runbooks[number].steps.insert(contentsOf: steps, at: place)
    }
  }

  /// It looks at the live service also in a drill, unless it would do more than look.
  private static func step(_ service: Service, _ health: Probe, _ name: StepName, before verify: Step) -> Step {
    Step(
      id: name, location: service.location, phase: .verify, kind: health.kind,
      name: "\(service.name) is up, which this run does not recover", gate: true, expect: health.expect,
      polling: Polling(within: .seconds(30), every: .seconds(2)),
      liveOK: health.onlyLooks ? "the health of \(service.name) is only looked at" : nil)
  }
}

extension Probe {
  /// Whether asking changes nothing, as far as its kind can tell.
  fileprivate var onlyLooks: Bool {
    guard case .http(let probe) = kind else { return true }
    return (probe.before + [probe.request]).allSatisfy { ["GET", "HEAD", "OPTIONS"].contains($0.method.uppercased()) }
  }
}
