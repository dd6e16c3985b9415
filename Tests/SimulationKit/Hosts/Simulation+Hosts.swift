internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Hosts as an executor finds them: with keys, markers, boots and clocks of their own.
extension Simulation {
  func host(at destination: String) -> SimulatedHost {
    if let host = hosts[destination] { return host }
    let host = SimulatedHost(at: destination, seed: options.seed, faults: options.faults, mode: plan.mode)
    hosts[destination] = host
    return host
  }

  /// Reaches hosts in the order of their names, tells of them, and says which one may not be used.
  func reach(_ accesses: [HostName: HostAccess]) -> HostRefusal? {
    for access in accesses.values.sorted(by: { $0.name < $1.name }) {
      let host = host(at: access.destination)
      if let refusal = host.refusal(of: access) {
        note("\(access.destination) is refused: \(refusal.subject.rawValue)")
        return refusal
      }
      if access.takenOver != nil { hosts[access.destination]?.marker = nil }
      tell(of: host, access)
    }
    return nil
  }

  private func tell(of host: SimulatedHost, _ access: HostAccess) {
    guard toldHosts.insert("\(sessions) \(access.name) \(access.destination) \(host.boot)").inserted else { return }
    deliver(.hostContacted(host.contact(access)), after: .zero)
  }

  /// The folder of a job that a host held is gone with its memory, and so is the job.
  func rebootHost(_ number: Int) {
    let destinations = hosts.keys.sorted()
    guard !destinations.isEmpty else { return }
    let destination = destinations[number % destinations.count]
    note("the host at \(destination) is rebooted")
    hosts[destination]?.boot += 1
    for job in jobs.values.sorted(by: { $0.attempt.description < $1.attempt.description })
    where job.destination == destination && !job.isGone {
      jobs[job.attempt]?.isGone = true
      jobs[job.attempt]?.ended = job.ended ?? clock.truth
      jobs[job.attempt]?.endedSeen = job.endedSeen ?? clock.seen
      guard listeners[job.attempt] == sessions else { continue }
      // Whoever connects again sees the new boot first, and then what is left of the job.
      if let name = plan.steps[job.index].step.on {
        let access = HostAccess(name: name, destination: destination)
        deliver(.hostContacted(host(at: destination).contact(access)), after: .milliseconds(300))
      }
      deliver(
        .attemptFinished(job.attempt, AttemptReport(.unknown, message: "the host was rebooted")), after: .seconds(20))
    }
  }

  /// Where no folder is, a job never started only if the host is on the boot that it was seen on then.
  func isOnSameBoot(_ request: AttemptRequest) -> Bool {
    guard let destination = request.destination, let host = request.step.step.on else { return false }
    return request.hosts[host]?.lastContact?.boot == self.host(at: destination).bootName
  }

  func boot(for request: AttemptRequest) -> Int {
    request.destination.map { host(at: $0).boot } ?? clock.boot
  }

  /// What the restored data's host says of their time: its clock tells it.
  func taken(on host: HostName) -> WallTime {
    Self.trueTaken + self.host(at: "root@\(host)").clockOffset
  }

  static let trueTaken = WallTime(nanoseconds: 1_789_966_800_000_000_000)
}
