internal import RecoveryPlanning
internal import RunbookModel
internal import Synchronization

/// The keys of live hosts, none of which may be met in a drill; gathered once, when a host is first reached.
final class LiveKeys: Sendable {
  private let plan: Plan
  private let places: SSHPlaces
  private let gathering = Mutex<Task<[HostKey: String], Never>?>(nil)

  init(_ plan: Plan, _ places: SSHPlaces) {
    self.plan = plan
    self.places = places
  }

  /// Each with whom it belongs to, in words.
  func all() async -> [HostKey: String] {
    guard plan.mode == .drill else { return [:] }
    let task = gathering.withLock { gathering in
      let task = gathering ?? Task { [plan, places] in await Self.gather(plan, places) }
      gathering = task
      return task
    }
    return await task.value
  }

  private static func gather(_ plan: Plan, _ places: SSHPlaces) async -> [HostKey: String] {
    var keys: [HostKey: String] = [:]
    for text in plan.liveKeys { if let key = HostKey(text) { keys[key] = "a live host, by the site's host_keys" } }
    for destination in plan.liveDestinations {
      let command = SSHCommand(places: places, host: HostName("live"), destination: destination)
      for key in await KeyEvidence.keys(for: command) {
        keys[key] = keys[key] ?? "the live host \(destination), by your known hosts"
      }
    }
    return keys
  }
}
