import RecoveryPlanning
import RunCore
import RunbookModel

/// What the tests about hosts need: plans on hosts, contacts, refusals.
enum Hosts {
  static let key = "ssh-ed25519 AAAAdb"

  static func plan(
    _ steps: [PlannedStep], hosts: [PlannedHost], mode: RunMode = .incident, limits: Limits = Limits(),
    live: [String] = []
  ) -> Plan {
    var plan = Plans.plan(steps, mode: mode, limits: limits)
    plan.hosts = hosts
    plan.liveDestinations = live
    return plan
  }

  /// A step on the host `db`, whose address the plan knows or not.
  static func step(
    _ name: String, on host: HostName = "db", at destination: String? = "root@10.0.0.23", needs: [String] = [],
    _ change: (inout Step) -> Void = { _ in }
  ) -> PlannedStep {
    var planned = Plans.step(name, .restore, needs: needs) {
      $0.on = host
      change(&$0)
    }
    planned.destination = destination
    return planned
  }

  /// Gives `db` the address that its output names.
  static func provider(_ change: (inout Step) -> Void = { _ in }) -> PlannedStep {
    Plans.step("make", .provision) {
      $0.outputs = ["address", "key"]
      $0.provides = ProvidedHost(
        host: "db", address: text("root@{{ steps.make.address }}"), hostKey: text("{{ steps.make.key }}"))
      change(&$0)
    }
  }

  static func text(_ text: String) -> SourceText { SourceText(text, start: Plans.here) }

  static func attempt(_ step: String, _ number: Int = 1, _ purpose: JobPurpose = .work) -> AttemptID {
    AttemptID(step: Plans.id(step), number: number, purpose: purpose)
  }

  static func contact(
    _ host: HostName = "db", at destination: String = "root@10.0.0.23", key: String = key, boot: String = "h1",
    offset: Duration = .zero
  ) -> HostContact {
    HostContact(
      host: host, destination: destination, key: key, fingerprint: "SHA256:f", trust: .site, boot: boot,
      system: "OpenBSD 7.7", clockOffset: offset, jobFolders: JobPlace(path: "/tmp/halfhour-0", identity: "i"))
  }

  static func refused(
    _ subject: HostRefusal.Subject = .unknownKey, at destination: String = "root@10.0.0.23", detail: String = key
  ) -> AttemptReport {
    var report = AttemptReport(.neverStarted, message: "refused")
    report.refusal = HostRefusal(
      subject: subject, host: "db", destination: destination, detail: detail,
      fingerprint: subject == .unknownKey ? "SHA256:f" : nil)
    return report
  }
}
