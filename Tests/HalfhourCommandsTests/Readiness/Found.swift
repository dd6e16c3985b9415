import RecoveryPlanning
import RunCore
import RunbookModel
import StepExecutors

@testable import HalfhourCommands

/// Findings for tests: a host on which all is well, from which each test goes.
enum Found {
  static func host(_ name: String = "database", at destination: String? = "root@10.99.0.13") -> PlannedHost {
    PlannedHost(name: HostName(name), destination: destination)
  }

  static let key = ShownKey(
    fingerprint: "SHA256:B8YaqIE6MUB6aT0WLAWLlnS9CjjJCaNuvyvbuYgsN7w", kind: "ssh-ed25519", trust: .site)

  static func facts(_ change: (inout HostFacts) -> Void = { _ in }) -> HostFacts {
    var facts = HostFacts(
      system: "OpenBSD 7.8", user: "root", clockOffset: .milliseconds(-20), leader: "setsid",
      connecting: .milliseconds(210), roundTrip: .microseconds(840),
      places: ["/run", "/dev/shm", "/tmp", "/var/tmp"], tools: ["rsync", "tar", "sha256sum"],
      disks: ["/", "/run", "/dev/shm", "/tmp", "/var/tmp"].enumerated().map {
        FreeDisk(path: $0.element, free: (41 - $0.offset) * 1_000_000_000, percentUsed: 20)
      }, memory: 4_000_000_000, freeMemory: 3_100_000_000)
    change(&facts)
    return facts
  }

  static func met(_ name: String = "database", _ change: (inout HostFacts) -> Void = { _ in }) -> HostFindings {
    HostFindings(host: host(name), key: key, meeting: .met(facts(change)))
  }

  static func without(_ meeting: HostFindings.Meeting, _ name: String = "database", trust: KeyTrust? = nil)
    -> HostFindings
  {
    var key = key
    key.trust = trust
    return HostFindings(host: host(name), key: key, meeting: meeting)
  }
}
