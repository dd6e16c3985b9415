internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import StepExecutors

/// Something about a host that a person must know, with what to do about it, in one sentence or two.
struct HostTrouble: Hashable {
  /// A run could not work there; otherwise it can, and somebody should look.
  let stops: Bool
  let words: String

  static func all(of findings: HostFindings) -> [HostTrouble] {
    switch findings.meeting {
    case .comesLater: return []
    case .unreachable(let words, let forGood):
      let advice = forGood ? "" : " — is it switched on, its address right, and ssh let through on the way?"
      return [HostTrouble(stops: true, words: words + advice)]
    case .unconfirmed(let isOther): return [unconfirmed(findings, isOther)]
    case .live(let whose):
      return [
        HostTrouble(
          stops: true,
          words: "IT IS A LIVE HOST: \(findings.host.destination ?? "") shows the key of \(whose). Nothing was done on "
            + "it; correct the drill address before any drill.")
      ]
    case .met(let facts): return troubles(of: facts, on: findings.host)
    }
  }

  private static func unconfirmed(_ findings: HostFindings, _ isOther: Bool) -> HostTrouble {
    let kind = findings.key?.kind ?? ""
    let file = kind.hasPrefix("ssh-rsa") ? "rsa" : kind.hasPrefix("ecdsa") ? "ecdsa" : "ed25519"
    let what = isOther ? "it shows ANOTHER KEY than the expected one" : "nobody vouches for its key"
    return HostTrouble(
      stops: true,
      words: "\(what), \(findings.key?.fingerprint ?? "") — compare it with what `ssh-keygen -lf "
        + "/etc/ssh/ssh_host_\(file)_key.pub` prints on its own console, then write the key under `host_keys` in the site."
    )
  }

  // MARK: - A host that answers

  private static func troubles(of facts: HostFacts, on host: PlannedHost) -> [HostTrouble] {
    var found: [HostTrouble] = []
    func add(stops: Bool, _ words: String) { found.append(HostTrouble(stops: stops, words: words)) }
    for elevation in facts.elevations {
      guard let problem = elevation.problem else { continue }
      let (tool, user) = (elevation.become.with.rawValue, elevation.become.user)
      add(
        stops: true,
        "\(facts.user) can't become \(user) by \(tool) without a password (\(problem)) — allow it there: "
          + rule(elevation.become, facts.user))
    }
    if let recovery = facts.recovery {
      add(
        stops: true,
        "another recovery works there (\(DisplayText.clean(recovery))) — end that one, or `--confirm` the step of a run "
          + "that asks about it.")
    }
    if facts.leader == "none" {
      add(stops: true, "a job can't get a process group of its own there — install setsid (util-linux) or perl.")
    }
    if !facts.places.contains(where: { facts.disk($0).map { $0.free >= leastRoom } ?? true }) {
      add(
        stops: true,
        "there is no place for jobs: /run, /dev/shm, /tmp and /var/tmp are full or can't be written — make room in one."
      )
    }
    for disk in facts.scarceDisks {
      add(stops: false, "\(disk.path) has \(disk.free.dataText) left (\(disk.percentUsed) % in use) — make room there.")
    }
    if facts.clockOffset.magnitude > HostContact.worstOffset {
      let side = facts.clockOffset < .zero ? "behind" : "ahead of"
      add(
        stops: false,
        "its clock is \(facts.clockOffset.magnitude.roundedText) \(side) this machine's — set the wrong one; a run "
          + "corrects a recovery point by it.")
    }
    if facts.checksumTool == nil || !facts.tools.contains("tar") {
      add(stops: false, "it lacks tar or a checksum program — files can't be copied there and verified.")
    }
    return found
  }

  private static func rule(_ become: Become, _ user: String) -> String {
    switch become.with {
    case .sudo: "`\(user) ALL=(\(become.user)) NOPASSWD: ALL` in sudoers."
    case .doas: "`permit nopass \(user) as \(become.user)` in doas.conf."
    }
  }

  /// As much as an agent writes to find out whether there is room, and some more for jobs.
  private static let leastRoom = 4 << 20
}

extension HostFacts {
  func disk(_ path: String) -> FreeDisk? { disks.first { $0.path == path } }

  /// Where data and work folders go, if there is little room; several paths of one file system once.
  var scarceDisks: [FreeDisk] {
    var seen: Set<Int> = []
    return disks.filter { ["/", "/var/tmp", "/tmp"].contains($0.path) && seen.insert($0.free).inserted }
      .filter { $0.percentUsed >= 95 || $0.free < 64 << 20 }
  }

  var checksumTool: String? { ["sha256sum", "sha256", "cksum"].first { tools.contains($0) } }

  /// Where jobs would stand.
  var jobPlace: String? { places.first { disk($0).map { $0.free >= 4 << 20 } ?? true } }
}

extension Int {
  /// An amount of data by powers of 1,000: `41.2 GB`.
  var dataText: String {
    var amount = Double(self)
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    while amount >= 1_000, unit < units.count - 1 {
      amount /= 1_000
      unit += 1
    }
    let tenths = Int((amount * 10).rounded())
    return amount >= 100 || unit == 0
      ? "\(Int(amount.rounded())) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
