internal import RecoveryPlanning
internal import RunbookModel
internal import StepExecutors

/// What a look at the hosts of a plan came to.
struct ReadinessReport {
  let plan: Plan
  let hosts: HostSection

  init(plan: Plan, hosts: [HostFindings]) {
    self.plan = plan
    self.hosts = HostSection(findings: hosts)
  }

  var isReady: Bool { hosts.isReady }

  func text(width: Int, look: ReadinessLook) -> String {
    let mode = plan.mode == .drill ? "a drill" : "an incident"
    let heading = look.styled("Hosts of \(plan.root) in \(mode), \(plan.site.name): \(hosts.verdict)", .strong)
    return ([heading, ""] + hosts.lines(width: min(max(width, 60), 100), look: look)).joined(separator: "\n") + "\n"
  }
}

extension ReadinessReport: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("hosts", hosts.judged)
      json.member("mode", plan.mode)
      json.member("ready", isReady)
      json.member("runbook", plan.root)
      json.member("site", plan.site.name)
    }
  }
}
