internal import RunbookModel

/// A service's verify phase waits until the services that it depends on are verified.
enum ServiceOrder {
  /// Services that aren't part of the run are probed by their own `health` first, which the run does, not the order.
  static func add(to graph: inout WaitingGraph, _ table: StepTable, _ site: Site) {
    let services = Dictionary(site.services.map { ($0.name, $0) }) { first, _ in first }
    for (number, runbook) in table.runbooks.enumerated() {
      guard let name = runbook.service, let service = services[name] else { continue }
      let entries = table.ranges[number].filter { table.phases[$0] == .verify && !graph.hasNeedInPhase[$0] }
      for dependency in service.dependsOn {
        for (other, needed) in table.runbooks.enumerated() where needed.service == dependency && other != number {
          let ends = lastChecks(of: other, graph, table)
          for entry in entries {
            for end in ends { graph.add(entry, waitsFor: end, .service) }
          }
        }
      }
    }
  }

  /// The last verify steps; without any, everything that comes before people accept the service.
  private static func lastChecks(of runbook: Int, _ graph: WaitingGraph, _ table: StepTable) -> [Int] {
    let ends = graph.ends(of: .verify, in: table.ranges[runbook])
    guard ends.isEmpty else { return ends }
    return table.ranges[runbook].filter { table.phases[$0] < .accept && !graph.hasFollowerInPhase[$0] }
  }
}
