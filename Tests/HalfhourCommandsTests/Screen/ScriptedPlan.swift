import RecoveryPlanning
import RunCore
import RunbookModel

/// Plans for the screen to show.
enum ScriptedPlan {
  static let place = SourceLocation(file: "shop.yaml", line: 1, column: 1)

  static func step(
    _ id: String, _ phase: Phase, _ name: String? = nil, budget: Duration? = nil, retry: Retry? = nil,
    polling: Polling? = nil, check: Bool = false
  ) -> PlannedStep {
    let full = ScriptedRun.id(id)
    let expect = check ? Expectation(location: place, exit: [0]) : nil
    return PlannedStep(
      id: full,
      step: Step(
        id: full.step, location: place, phase: phase, kind: .run(SourceText("true", start: place)), name: name,
        budget: budget, retry: retry, expect: expect, polling: polling), service: ServiceName(full.runbook.text))
  }

  static func service(
    _ name: String, _ tier: Service.Tier, _ minutes: Int, fallback: String? = nil, until: Target.End = .verified
  ) -> PlannedService {
    PlannedService(
      name: ServiceName(name), runbook: RunbookName(name), tier: tier,
      target: Target(rto: .seconds(minutes * 60), until: until), fallback: fallback)
  }

  static func plan(
    _ mode: RunMode, _ services: [PlannedService], _ steps: [PlannedStep], title: String = "Rebuild everything",
    site: String = "Call centre, head office"
  ) -> Plan {
    let root = PlannedRunbook(name: "all", title: title, path: "all.yaml")
    let books = services.map {
      PlannedRunbook(name: $0.runbook, title: "Rebuild \($0.name)", path: "\($0.name).yaml", service: $0.name)
    }
    let allowances = Allowances(detect: .seconds(180), decide: .seconds(300), mobilise: .seconds(120))
    return Plan(
      mode: mode, site: PlannedSite(name: site, allowances: mode == .drill ? allowances : nil), root: "all",
      runbooks: [root] + books, services: services, steps: steps, files: [], limits: Limits())
  }

  /// Three services, seventeen steps.
  static func callCentre(_ mode: RunMode = .drill) -> Plan {
    let services = [
      service("router", .critical, 30, fallback: "Calls go to the carrier's overflow line."),
      service("database", .critical, 30), service("web", .important, 120, fallback: "Orders are taken by telephone."),
    ]
    return plan(
      mode, services,
      [
        step("router.spare", .precheck, "The spare router answers", check: true),
        step("router.config", .install, "Load the newest configuration", budget: .seconds(120)),
        step("router.ping", .verify, "The carrier answers", polling: Polling(within: .seconds(60)), check: true),
        step("database.newest-backup", .precheck, "A complete dump younger than the objective exists", check: true),
        step("database.packages", .install, "Install PostgreSQL", budget: .seconds(180)),
        step("database.fetch", .restore, "Fetch the dump", budget: .seconds(60)),
        step(
          "database.load", .restore, "Load the newest dump", budget: .seconds(540),
          retry: Retry(attempts: 3, delay: .seconds(5))),
        step("database.indexes", .restore, "Build the indexes", budget: .seconds(60)),
        step("database.settings", .restore, "Restore users and settings"),
        step("database.orders", .verify, "Closed months hold the orders they held", check: true),
        step("web.packages", .install, "Install nginx", budget: .seconds(90)),
        step("web.files", .restore, "Copy the site", budget: .seconds(240)),
        step("web.certificates", .restore, "Put the certificates in place", budget: .seconds(20)),
        step("web.database-user", .restore, "Let the site into the database"),
        step("web.home", .verify, "The home page is served", check: true),
        step("web.order", .verify, "An order can be placed", check: true),
        step("web.clean", .cleanup, "Take the drill's machines down"),
      ])
  }
}
