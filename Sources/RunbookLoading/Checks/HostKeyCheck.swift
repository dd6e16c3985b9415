internal import Expressions
internal import RunbookModel

/// Host keys of addresses that a host doesn't have, and keys by which a drill couldn't tell its host from a live one.
enum HostKeyCheck {
  static func check(_ draft: SiteDraft) -> [Diagnostic] {
    let live = draft.site.hosts.flatMap { host in
      host.hostKeys.filter { $0.set == Host.WellKnownSet.live.rawValue }.map { (host.name, $0) }
    }
    return draft.site.hosts.flatMap { host in
      host.hostKeys.compactMap {
        (draft.hostsInDoubt.contains(host.name) ? nil : unknownSet(of: $0, host)) ?? liveKey($0, among: live)
      }
    }
  }

  private static func unknownSet(of key: HostKey, _ host: Host) -> Diagnostic? {
    guard let set = key.set, host.address(in: set) == nil else { return nil }
    return Diagnostic(
      .error, "host \"\(host.name)\" has no address `\(set)` that could show this key", at: key.location,
      hint: Suggestion.hint(for: set, among: host.addresses.map(\.set)) ?? "give the host that address",
      notes: [.init("the host stands here", at: host.location)])
  }

  private static func liveKey(_ key: HostKey, among live: [(HostName, HostKey)]) -> Diagnostic? {
    guard key.set == Host.WellKnownSet.drill.rawValue, let (name, other) = live.first(where: { $0.1.key == key.key })
    else { return nil }
    return Diagnostic(
      .error, "this is the live key of host \"\(name)\", and a drill stops at a machine that shows a live key",
      at: key.location, hint: "give the machine of the drill a key of its own",
      notes: [.init("the live key stands here", at: other.location)])
  }
}
