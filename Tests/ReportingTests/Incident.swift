import RecoveryPlanning
import RunCore
import RunbookModel

/// An incident of 47 minutes with three services, people, a skipped step, a nap of the machine and a restart.
enum Incident {
  private static let services = [
    PlannedService(
      name: "router", runbook: "router", tier: .critical, target: Target(rto: .seconds(900)),
      fallback: "Calls go to the carrier's overflow line."),
    PlannedService(
      name: "database", runbook: "database", tier: .critical,
      target: Target(rto: .seconds(1_800), rpo: .seconds(3_600)),
      dependsOn: ["router"]),
    PlannedService(
      name: "web", runbook: "web", tier: .important,
      target: Target(rto: .seconds(7_200), clock: .declared, until: .accepted), dependsOn: ["router", "database"]),
  ]

  private static var plan: Plan {
    func step(
      _ id: String, _ phase: Phase, _ name: String, _ budget: Double, check: Bool = false, on host: HostName? = nil,
      critical: Bool = false
    ) -> PlannedStep { Story.step(id, phase, name, budget: budget, check: check, on: host, critical: critical) }
    let steps = [
      step("router.config", .restore, "Load the saved configuration into the spare router", 120, on: "router"),
      step("router.uplink", .verify, "The carrier's gateway answers", 30, check: true, on: "router"),
      step(
        "database.newest-backup", .precheck, "A complete dump younger than the objective exists", 30, on: "backup",
        critical: true),
      step("database.packages", .install, "Install PostgreSQL", 240, on: "database", critical: true),
      step("database.fetch", .restore, "Copy the dump to the spare", 300, on: "database", critical: true),
      step("database.load", .restore, "Load the newest dump", 540, on: "database", critical: true),
      step("database.replica", .restore, "Start the read replica", 120, on: "database"),
      step(
        "database.orders", .verify, "Closed months hold the orders they held", 20, check: true, on: "database",
        critical: true),
      step("database.move-address", .cutover, "Move the address", 10, on: "database"),
      step("database.from-the-office", .cutover, "The desk reaches the database", 30, check: true, on: "desk"),
      step("web.packages", .install, "Install nginx and the shop", 180, on: "web"),
      step("web.site", .restore, "Restore the site's files", 240, on: "web"),
      step(
        "web.page", .verify, "The shop's page shows last month's orders", 20, check: true, on: "web", critical: true),
      step("web.owner", .accept, "Sales accepts the shop", 300, critical: true),
      Story.step("database.destroy", .cleanup, "Destroy the drill's server", excluded: .only(mode: .drill)),
    ]
    let all = PlannedRunbook(
      name: "everything", title: "Rebuild the call centre: router, database, web", path: "everything.yaml",
      scenario: "Water in the server room at night; none of the machines there starts.")
    return Story.plan([all], services, steps, mode: .incident, site: "Call centre, head office")
  }

  static func summary() throws -> RunSummary {
    var story = Story(plan)
    try story.open(severity: .critical)
    for (clock, before) in [(RunClock.disruption, -760.0), (.detected, -600), (.declared, -300)] {
      try story.say(
        .clockStamped(ClockStamp(clock: clock, time: Story.stamp(before).wall, by: Story.matthew)), at: 1)
    }
    try story.run("database.newest-backup", from: 2, to: 14)
    try story.run("router.config", from: 3, to: 95)
    try story.run("router.uplink", from: 96, to: 104)
    try story.run("database.packages", from: 15, to: 262)
    try story.run("web.packages", from: 16, to: 221)
    try story.run("web.site", from: 222, to: 611, size: 18_400_000_000)
    try story.begin("database.fetch", at: 263)
    try story.finish(
      "database.fetch", at: 415, .ask, result: .failed, exit: 23, message: "rsync: connection unexpectedly closed")
    try story.ask(
      "database.fetch", at: 415, "Copy the dump to the spare failed: rsync: connection unexpectedly closed",
      answered: 688, .rerun, why: "The switch under the desk had been unplugged.")
    try story.run("database.fetch", from: 689, to: 1_002)
    try story.say(.machineSlept(Sleep(slept: .seconds(74))), at: 1_100)
    try story.run("database.load", from: 1_003, to: 1_720, recoveryPoint: -3_400, size: 41_200_000_000)
    try story.begin("database.replica", at: 1_721)
    try story.finish("database.replica", at: 1_790, .ask, result: .failed, exit: 1, message: "no such slot: office")
    try story.ask(
      "database.replica", at: 1_790, "Start the read replica failed: no such slot: office", answered: 1_844, .skip,
      why: "Nobody reads from it at night.")
    try story.session("b2", at: 1_930)
    try story.run("database.orders", from: 1_931, to: 1_944)
    try story.begin("database.move-address", at: 1_945)
    try story.finish(
      "database.move-address", at: 1_948, .ask, result: .failed, exit: 2, message: "RTNETLINK answers: File exists")
    try story.ask(
      "database.move-address", at: 1_948, "Move the address failed: RTNETLINK answers: File exists", answered: 2_011,
      .done, why: "The address was there already.")
    try story.run("database.from-the-office", from: 2_012, to: 2_016)
    try story.run("web.page", from: 2_017, to: 2_025)
    try story.run("web.owner", from: 2_026, to: 2_818)
    try story.end(.targetMissed, at: 2_820)
    return story.summary
  }
}
