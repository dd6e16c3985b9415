internal import RunCore

/// What all links of a run share.
struct LinkDesk: Sendable {
  let run: String
  /// What others read who find the marker of this recovery on a host; nil for who only looks, and leaves none.
  let marker: String?
  let places: SSHPlaces
  let knownHosts: KnownHosts
  let liveKeys: LiveKeys
  /// Takes what was seen of a host.
  let note: @Sendable (HostContact) -> Void
}
