internal import Digests
internal import RecoveryPlanning
internal import RunbookModel

/// What a plan takes from its site, in words that neither comments nor other services change.
///
/// Left out is what tells nothing of how the service comes back: `drill_every`, and the live addresses of hosts that
/// the plan doesn't use, from which a drill keeps away.
enum SiteEntry {
  static func ingredient(of plan: Plan) -> Ingredient {
    let bytes = Array(lines(of: plan).map { $0 + "\n" }.joined().utf8)
    return Ingredient(
      kind: .site, name: "the site's entry", sha256: SHA256Digest(of: bytes).description, isExecutable: false,
      bytes: bytes)
  }

  static func lines(of plan: Plan) -> [String] {
    var lines = ["site: \(plan.site.name)"]
    if let allowances = plan.site.allowances {
      lines.append(
        "allowances: detect \(allowances.detect.runbookText), decide \(allowances.decide.runbookText), "
          + "mobilise \(allowances.mobilise.runbookText)")
    }
    lines.append("limits: total \(plan.limits.total), per host \(plan.limits.perHost)")
    lines += plan.services.flatMap(lines(of:))
    lines += plan.hosts.sorted { $0.name < $1.name }.flatMap(lines(of:))
    lines += plan.addresses.sorted { $0.key < $1.key }.map { "address of \($0.key): \($0.value)" }
    return lines + plan.steps.compactMap(isolation).sorted()
  }

  private static func lines(of service: PlannedService) -> [String] {
    let target = service.target
    var lines = [
      "service \(service.name): \(service.tier.rawValue)", "  rto: \(target.rto.runbookText)",
      "  clock: \(target.clock.rawValue) until \(target.until.rawValue)",
    ]
    if let rpo = target.rpo { lines.append("  rpo: \(rpo.runbookText)") }
    if !service.dependsOn.isEmpty {
      lines.append("  depends on: \(service.dependsOn.map(\.text).joined(separator: ", "))")
    }
    if let owner = service.owner { lines.append("  owner: \(owner)") }
    if let fallback = service.fallback { lines.append("  fallback: \(fallback)") }
    if let cost = service.costPerHour {
      lines.append("  cost per hour: \(cost.hundredths) hundredths \(cost.currency)")
    }
    return lines
  }

  private static func lines(of host: PlannedHost) -> [String] {
    var lines = ["host \(host.name): \(host.destination ?? "its address comes from a step")"]
    if host.isShared { lines.append("  one for every mode") }
    lines += host.keys.map { "  key: \($0)" }
    if let become = host.become { lines.append("  become: \(become.user) with \(become.with.rawValue)") }
    return lines
  }

  /// A step that the planner made from the site's `isolation:`, without its number, which others shift.
  private static func isolation(_ planned: PlannedStep) -> String? {
    guard case .isolation(let probe) = planned.step.kind else { return nil }
    return "isolation on \(planned.step.on?.text ?? "this machine"): \(probe.host.text) \(probe.port.text)"
  }
}
