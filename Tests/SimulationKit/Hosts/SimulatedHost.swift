internal import RunCore
internal import RunbookModel

/// A machine at one address, as it is in truth.
struct SimulatedHost {
  let key: String
  /// The known hosts of the user hold its key.
  let isKnown: Bool
  let isLive: Bool
  /// What another recovery left on it.
  var marker: String?
  let clockOffset: Duration
  var boot = 1

  static func key(of destination: String) -> String { "ssh-ed25519 key-of-\(destination)" }

  init(at destination: String, seed: UInt64, faults: Set<Fault>, mode: RunMode) {
    var chance = Chance(seed: seed, for: "host \(destination)")
    let (isUnknown, isLive, isMarked, isOff) = (
      chance.once(in: 2), chance.once(in: 12), chance.once(in: 5), chance.once(in: 3)
    )
    let (far, near) = (chance.seconds(-200...200), chance.milliseconds(-90...90))
    key = Self.key(of: destination)
    isKnown = !isUnknown || !faults.contains(.unknownKeys)
    self.isLive = isLive && mode == .drill && faults.contains(.liveKeys)
    marker = isMarked && faults.contains(.foreignMarkers) ? "another run on \(destination)" : nil
    clockOffset = isOff && faults.contains(.clockOffsets) ? far : near
  }

  /// Why nothing may be started on it, given what the run says of it.
  func refusal(of access: HostAccess) -> HostRefusal? {
    func refuse(_ subject: HostRefusal.Subject, _ detail: String) -> HostRefusal {
      HostRefusal(
        subject: subject, host: access.name, destination: access.destination, detail: detail,
        fingerprint: subject == .unknownKey ? "SHA256:\(detail.count)" : nil)
    }
    if isLive { return refuse(.liveKey, "live one") }
    if !isKnown && !access.keys.contains(where: { $0.key == key }) { return refuse(.unknownKey, key) }
    if let marker, !access.isShared, access.takenOver != marker { return refuse(.foreignMarker, marker) }
    return nil
  }

  func contact(_ access: HostAccess) -> HostContact {
    HostContact(
      host: access.name, destination: access.destination, key: key, fingerprint: "SHA256:\(key.count)",
      trust: access.keys.first { $0.key == key }?.trust ?? .known, boot: bootName, system: "OpenBSD 7.7",
      clockOffset: clockOffset, jobFolders: JobPlace(path: "/tmp/halfhour-0", identity: bootName))
  }

  var bootName: String { "host boot \(boot)" }
}
