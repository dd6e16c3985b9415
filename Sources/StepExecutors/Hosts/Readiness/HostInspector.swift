internal import Foundation
internal import Glibc
package import RecoveryPlanning
internal import RunbookModel

/// Looks at every host of a plan, all at once, before there is a run: starts nothing, marks nothing, leaves nothing.
package struct HostInspector: Sendable {
  private let plan: Plan
  private let places: SSHPlaces
  private let knownHosts: KnownHosts
  private let liveKeys: LiveKeys

  /// `configuration` is that of the `ssh` client, nil for the user's; `folder` is empty, private, and the caller's to remove.
  package init(plan: Plan, configuration: String?, folder: String) {
    self.plan = plan
    places = SSHPlaces(configuration: configuration, folder: folder, sockets: folder)
    knownHosts = KnownHosts(path: places.knownHosts)
    liveKeys = LiveKeys(plan, places)
  }

  /// So long is waited for one host.
  package static let patience = Duration.seconds(20)

  /// What was found, in the order of the plan's hosts.
  package func findings() async -> [HostFindings] {
    await withTaskGroup { group in
      for (index, host) in plan.hosts.enumerated() {
        group.addTask { (index, await inspect(host)) }
      }
      var found: [Int: HostFindings] = [:]
      for await (index, findings) in group { found[index] = findings }
      return found.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private func inspect(_ host: PlannedHost) async -> HostFindings {
    guard let destination = host.destination else { return HostFindings(host: host, meeting: .comesLater) }
    let inspection = HostInspection(
      host: host, command: SSHCommand(places: places, host: host.name, destination: destination),
      becomes: becomes(on: host.name), knownHosts: knownHosts, liveKeys: liveKeys,
      deadline: SuspendingClock.now + Self.patience)
    return await withTaskGroup { group in
      group.addTask { await inspection.findings() }
      group.addTask {
        // Cancelled is what it is when the host has answered.
        try? await Task.sleep(for: Self.patience)
        let words = "\(destination) did not come to an end within \(Self.patience.components.seconds) s"
        return HostFindings(host: host, meeting: .unreachable(words, forGood: false))
      }
      defer { group.cancelAll() }
      return await group.next() ?? HostFindings(host: host, meeting: .comesLater)
    }
  }

  /// As whom steps of this mode work on a host, each once.
  private func becomes(on host: HostName) -> [Become] {
    var becomes: [Become] = []
    for step in plan.steps where step.excluded == nil {
      for become in [step.step.on == host ? step.become : nil, step.endBecome[host]].compactMap({ $0 }) {
        if !becomes.contains(become) { becomes.append(become) }
      }
    }
    return becomes
  }
}
