internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md sections 2, "Where", and 3, items 5, 6 and 12: whom a run trusts, and on whose word.
extension Simulation {
  func requireVouchedFor(_ request: AttemptRequest) {
    for access in request.hosts.values { requireVouchedFor(access) }
    let hosts = PlanGraphFacts.hosts(of: request.step)
    if Set(request.hosts.keys) != Set(hosts) {
      violate("hosts", "\(request.attempt) starts with \(request.hosts.keys.sorted()), it uses \(hosts)")
    }
    if let index = plan.steps.firstIndex(where: { $0.id == request.attempt.step }),
      driver?.machine.state.steps[index].state == .asking
    {
      violate("hosts", "\(request.attempt) starts while a person is asked about it")
    }
  }

  /// A key or a marker is accepted on the durable word of a person, who was shown it, and an address can be used.
  func requireVouchedFor(_ access: HostAccess) {
    for key in access.keys where key.trust == .confirmed && !isConfirmed(.unknownKey, key.key, access) {
      violate("no unconfirmed key", "\(key.key) is accepted at \(access.destination), and nobody said so")
    }
    for key in access.keys where key.trust == .site {
      if plan.hosts.first(where: { $0.name == access.name })?.keys.contains(key.key) != true {
        violate("no unconfirmed key", "\(key.key) is none of the site's for \(access.name)")
      }
    }
    if let marker = access.takenOver, !isConfirmed(.foreignMarker, marker, access) {
      violate("no unconfirmed takeover", "\(access.destination) is taken over, and nobody said so")
    }
    let address = access.destination
    if address.isEmpty || address.hasPrefix("-") || address.contains(" ") {
      violate("addresses", "\"\(address)\" is used as an address")
    }
    if plan.mode == .drill, address == RandomHosts.live { violate("addresses", "a drill uses a live address") }
  }

  private func isConfirmed(_ subject: HostRefusal.Subject, _ detail: String, _ access: HostAccess) -> Bool {
    let state = driver?.machine.state.bookkeepingLost == true ? driver?.machine.state : durable
    return state?.prompts.contains { record in
      guard let shown = record.prompt.refusal, record.answer?.choice == .confirm else { return false }
      return shown.subject == subject && shown.detail == detail && shown.host == access.name
        && shown.destination == access.destination
    } == true
  }

  /// A time that a wrong clock gave is put right.
  func requirePointPutRight(_ end: AttemptEnd) {
    guard let step = plan.steps.first(where: { $0.id == end.attempt.step })?.step, let point = end.recoveryPoint,
      step.recoveryPoint?.text.contains(".taken") == true
    else { return }
    if (point - Self.trueTaken).magnitude > .seconds(1) {
      violate("honest points", "\(end.attempt) restored a point of \(point), in truth \(Self.trueTaken)")
    }
  }

  /// What a step's end makes the run tell of the clock of a host.
  func expectedCorrection(of end: AttemptEnd) -> Irregularity.Kind? {
    guard end.report.result == .succeeded, end.attempt.purpose == .work, end.recoveryPoint != nil,
      let step = plan.steps.first(where: { $0.id == end.attempt.step })?.step, let text = step.recoveryPoint?.text,
      let source = plan.steps.first(where: { text == "{{ steps.\($0.id.step).taken }}" }), let host = source.step.on
    else { return nil }
    let offset = self.host(at: "root@\(host)").clockOffset
    guard offset.magnitude > .seconds(1) else { return nil }
    return .pointCorrected(end.attempt.step, host, by: DurationText(wrappedValue: offset))
  }
}

/// What the simulation knows of a step's hosts without asking the core.
private enum PlanGraphFacts {
  static func hosts(of planned: PlannedStep) -> [HostName] {
    var hosts = [planned.step.on].compactMap { $0 }
    if case .copy(let copy) = planned.step.kind { hosts.append(HostName(String(copy.from.text.prefix(2)))) }
    return hosts
  }
}
