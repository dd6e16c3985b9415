import Digests
import Foundation
import RecoveryPlanning
import RunbookModel
import Testing

struct PlanListingTests {
  static func plan() throws -> Plan {
    let site = Site(
      name: "Shop", location: Sketch.place(1),
      allowances: Allowances(detect: .seconds(180), decide: .seconds(300), mobilise: .seconds(120)),
      services: [Sketch.service("shop")])
    var load = Sketch.step(
      "load", .restore, kind: .run(Sketch.text("createdb shop\npg_restore \"$dump\"\n")),
      with: [
        "dump": "{{ steps.newest.dump }}", "password": "{{ secrets.db }}", "from": "{{ inputs.backups }}",
        "mode": "{{ run.mode }}",
      ], budget: 9, name: "Load the newest dump, however long its name may be, into the database")
    load.timeout = .seconds(1_200)
    load.retry = Retry(attempts: 3, delay: .seconds(5), backoff: 2)
    let input = Input(name: "backups", location: Sketch.place(2), standard: "/srv/backups")
    let runbook = Sketch.runbook(
      "shop", service: "shop", inputs: [input],
      [
        Sketch.step("newest", .precheck, outputs: ["dump"], name: "A complete dump exists"),
        Sketch.step("packages", budget: 2), Sketch.step("files", needs: [], budget: 1), load,
        Sketch.step("orders", .verify, budget: 1),
        Sketch.step("address", .cutover, only: .incident, name: "Move the address"),
        Sketch.step(
          "page", .cutover, kind: .copy(Copy(from: Sketch.text("a"), to: Sketch.text("{{ inputs.backups }}/b")))),
      ])
    return try #require(RecoveryPlanner.plan(Sketch.request([runbook], site: site)).plan)
  }

  @Test func `a plan is read at eighty columns`() throws {
    let text = PlanListing(try Self.plan()).text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("\n 2* install   packages  run true"))
    #expect(text.contains("\n 2  install   files     run true"))
    #expect(text.contains("Longest way by budget: 12m\n  packages 2m → load 9m → orders 1m\n"))
    #expect(
      text.contains("Service shop: 12m + 10m before the start = 22m of 30m, 8m to spare.\n"))
    #expect(text.contains("Left out in a drill\n  address  only in an incident: Move the address\n"))
    #expect(text.contains("2 of 6 steps have no budget and count nothing"))
  }

  @Test func `a set keeps its own heading, and a runbook is its own`() throws {
    #expect(try Self.plan().set == nil)
    #expect(try Self.plan().heading?.name == "shop")
    var all = Sketch.runbook("all", [])
    all.title = "Bring the office back"
    all.purpose = "To see whether it can be done"
    let members = ["files", "web"].map { Sketch.runbook($0, [Sketch.step("start")]) }
    let request = PlanRequest(site: Sketch.site(), root: all, runbooks: members, mode: .drill)
    let plan = try #require(RecoveryPlanner.plan(request).plan)
    #expect(plan.heading?.title == "Bring the office back" && plan.heading?.purpose == all.purpose)
    #expect(plan.runbooks.map(\.name) == ["files", "web"])
    #expect(try JSONDecoder().decode(Plan.self, from: Data(PlanText(of: plan).bytes)).set == plan.set)
    #expect(PlanListing(plan).text().hasPrefix("Plan of a drill: Bring the office back\n"))
  }

  @Test func `commands are shown with the values that are known, and no secret`() throws {
    let text = PlanListing(try Self.plan()).text(commands: true)
    #expect(text.contains("with       dump=‹steps.newest.dump›\n"))
    #expect(text.contains("password=[secret db]\n"))
    #expect(text.contains("from=/srv/backups\n"))
    #expect(text.contains("mode=drill\n"))
    #expect(text.contains("   run        createdb shop\n              pg_restore \"$dump\"\n"))
    #expect(text.contains("   copy       a → /srv/backups/b\n"))
    #expect(text.contains("   retry      3 attempts, 5s apart, then ×2 each time\n"))
  }

  @Test(arguments: [40, 60, 120]) func `a plan fits the width that it is given`(width: Int) throws {
    let text = PlanListing(try Self.plan()).text(width: width)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= max(width, 60) })
  }

  @Test func `escape sequences of a runbook don't reach the terminal`() throws {
    var plan = try Self.plan()
    plan.steps[1].step.kind = .run(Sketch.text("echo \u{1B}[2J"))
    #expect(!PlanListing(plan).text(commands: true).contains("\u{1B}"))
    #expect(!PlanListing(plan).text().contains("\u{1B}"))
  }

  @Test func `a plan as JSON holds the plan, its hash and its stages`() throws {
    struct Document: Decodable {
      var hash: String
      var criticalPath: [StepID]
      var stages: [[StepID]]
      var plan: Plan
    }
    let plan = try Self.plan()
    let document = try JSONDecoder().decode(Document.self, from: Data(PlanListing(plan).json().utf8))
    #expect(document.plan == plan)
    #expect(document.hash == PlanText(of: plan).hash.description)
    #expect(
      document.stages.map { $0.map(\.step.text) } == [
        ["newest"], ["packages", "files"], ["load"], ["orders"], ["page"],
      ])
    #expect(document.criticalPath.map(\.step.text) == ["newest", "packages", "load", "orders"])
  }
}
