import RecoveryPlanning
import RunCore
import RunbookModel

/// The runs whose reports somebody looked at.
enum Stories {
  static func named(_ name: String) throws -> RunSummary {
    switch name {
    case "passed": try passed()
    case "failed": try failed()
    case "incident": try Incident.summary()
    case "unfinished": try unfinished()
    case "hosts": try HostStory.summary()
    case "people": try PeopleStory.summary()
    case "hostile": try Extremes.hostile()
    case "many": try Extremes.many(10_000, runbooks: 4)
    case "services": try Extremes.many(600, runbooks: 60)
    default: Extremes.nothing()
    }
  }

  static let names = [
    "passed", "failed", "incident", "hosts", "people", "unfinished", "hostile", "many", "services", "nothing",
  ]

  static let runbook = PlannedRunbook(
    name: "shop", title: "Rebuild the web shop from its newest backup", path: "shop.yaml", service: "shop",
    purpose: "Show that the shop can be rebuilt from its backup alone, and how long that takes.",
    scenario: "The server is lost with its disks. Only the backups, which stand elsewhere, are left.",
    scope: "The database with customers, products and orders; the static site; the web server.",
    exclusions: ["The name service", "The certificate: the rebuilt shop speaks plain HTTP on this machine alone"])

  static let shop = PlannedService(
    name: "shop", runbook: "shop", tier: .critical, target: Target(rto: .seconds(1_800), rpo: .seconds(86_400)))

  static func shopPlan(mode: RunMode = .drill, allowances: Allowances? = nil) -> Plan {
    func step(
      _ id: String, _ phase: Phase, _ name: String?, _ budget: Double, check: Bool = false, critical: Bool = false
    ) -> PlannedStep { Story.step(id, phase, name, budget: budget, check: check, critical: critical) }
    var steps = [
      step("tools", .precheck, "PostgreSQL, nginx and curl are installed", 1, critical: true),
      step("room", .precheck, "There is room for the shop", 1, check: true),
      step("newest-backup", .precheck, "The newest backup is whole, undamaged and young", 5, critical: true),
      step("place", .provision, "Make a blank folder", 1, critical: true),
      step("ports", .provision, "Find two free ports", 1),
      step("database-folder", .install, "Make an empty database server", 10, critical: true),
      step("start-database", .install, "Start PostgreSQL", 5, critical: true),
      step("web-settings", .install, nil, 1), step("start-web", .install, "Start nginx", 2),
      step("fetch-dump", .restore, "Fetch the dump", 2),
      step("load", .restore, "Load the dump into the database", 12, critical: true),
      step("unpack-site", .restore, "Unpack the site", 3),
      step("orders", .verify, "Closed months hold the orders they held", 2, check: true, critical: true),
      step("files", .verify, "The site's files have the checksums they had", 3, check: true),
      step("pages", .verify, "Pages come through nginx", 2, check: true),
      step("stop", .cleanup, "Stop both servers", 3),
      step("nothing-left", .cleanup, "Nothing is left over", 1, check: true),
    ]
    steps.append(
      Story.step(
        "move-address", .cutover, "Move the shop's address", excluded: mode == .drill ? .only(mode: .incident) : nil))
    return Story.plan([runbook], [shop], steps, mode: mode, allowances: allowances)
  }

  private static func rebuild(_ story: inout Story) throws {
    try story.run("tools", from: 0.1, to: 0.4)
    try story.run("room", from: 0.1, to: 0.2)
    try story.run("newest-backup", from: 0.45, to: 2.6)
    try story.run("place", from: 2.65, to: 2.7)
    try story.run("ports", from: 2.65, to: 2.8)
    try story.run("database-folder", from: 2.85, to: 7.9)
    try story.run("web-settings", from: 2.85, to: 2.9)
    try story.run("start-web", from: 2.95, to: 3.3)
    try story.run("fetch-dump", from: 2.85, to: 3.4, size: 41_500_000)
    try story.run("unpack-site", from: 3.5, to: 5.1, size: 7_300_000)
    try story.run("start-database", from: 8, to: 9.3)
  }

  /// Everything held, well within its target.
  static func passed() throws -> RunSummary {
    var story = Story(shopPlan())
    try story.open()
    try rebuild(&story)
    try story.run("load", from: 9.4, to: 22.9, recoveryPoint: -50_520)
    try story.run("orders", from: 23, to: 23.8)
    try story.run("files", from: 5.2, to: 6.4)
    try story.run("pages", from: 23, to: 23.4)
    try story.run("stop", from: 23.9, to: 25)
    try story.run("nothing-left", from: 25, to: 25.2)
    try story.end(.passed, at: 25.3)
    return story.summary
  }

  /// A check did not hold although it was tried again, and what was to follow was not reached.
  static func failed() throws -> RunSummary {
    var story = Story(
      shopPlan(allowances: Allowances(detect: .seconds(180), decide: .seconds(300), mobilise: .seconds(120))))
    try story.open()
    try rebuild(&story)
    try story.begin("load", at: 9.4)
    try story.finish(
      "load", at: 11.2, .again(.work, after: DurationText(wrappedValue: .seconds(2)), why: .retry), result: .failed,
      exit: 1, message: "pg_restore: error: connection to server on socket failed: the database is starting up")
    try story.run("load", from: 13.2, to: 26.9, recoveryPoint: -111_600)
    try story.run("files", from: 5.2, to: 6.4)
    try story.run(
      "orders", from: 27, to: 27.8, .failed, exit: 1,
      message: "the rows differ from the known-good answer\n- 2026-09 | 1204\n+ 2026-09 | 1187")
    try story.say(
      .stopRequested(StopRequest(cause: .failure(Story.id("orders")), cancelsRunning: false)), at: 27.8)
    try story.run("stop", from: 27.9, to: 29)
    try story.run("nothing-left", from: 29, to: 29.3)
    try story.end(.failed, at: 29.4)
    return story.summary
  }

  static func unfinished() throws -> RunSummary {
    var story = Story(shopPlan())
    try story.open()
    try story.run("tools", from: 0.1, to: 0.4)
    try story.begin("newest-backup", at: 0.5)
    return RunSummary(of: story.state, at: Moment(wall: Story.stamp(4).wall, elapsed: .seconds(4)))
  }
}
