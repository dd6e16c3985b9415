import RecoveryPlanning
import Reporting
import RunCore
import RunbookModel
import Testing

/// The words in which people are told.
struct UpdateTextTests {
  static func state(_ mode: RunMode, severity: Severity? = nil) throws -> RunState {
    var service = PlannedService(
      name: "shop", runbook: "shop", tier: .critical, target: Target(rto: .seconds(1_800), clock: .started),
      fallback: "Orders are written on paper.")
    service.vendor = PlannedVendor(Vendor(key: "v", location: Story.here, name: "Example Hosting", phone: "555 0100"))
    let plan = Story.plan(
      [PlannedRunbook(name: "shop", title: "Rebuild the shop", path: "shop.yaml")], [service],
      [
        Story.step("shop.load", .restore, "Load the dump", budget: 300), Story.step("shop.works", .verify, check: true),
      ],
      mode: mode)
    var state = RunState(plan: plan)
    let opening = RunOpening(
      run: RunID("r-1"), mode: mode, severity: severity, planHash: "0", startedBy: Story.matthew, version: "1",
      folder: "/site")
    for (number, event) in [
      Entry.runOpened(opening),
      .sessionOpened(
        SessionOpening(boot: "b", machine: "laptop", process: 1, by: Story.matthew, interactive: true)),
    ].enumerated() {
      try state.apply(JournalEntry(sequence: number + 1, stamp: Story.stamp(0), event: event))
    }
    return state
  }

  static func text(_ news: [News], _ state: RunState, at seconds: Double, template: String? = nil) -> UpdateText {
    UpdateText(
      news, of: state, at: state.moment(of: Story.stamp(seconds)),
      template: template.map { ReportTemplates.Source(text: $0, file: "update.mustache") })
  }

  @Test func `the last message alone names the journal, where the line that ended the run could be written`() throws {
    var state = try Self.state(.drill)
    try state.apply(
      JournalEntry(
        sequence: 3, stamp: Story.stamp(9), event: .runFinished(RunEnding(verdict: .failed, findings: []))))
    func text(_ news: News, _ head: String?) -> String {
      UpdateText([news], of: state, at: state.moment(of: Story.stamp(9)), endHead: head).body
    }
    #expect(text(.finished, "5f1c").hasSuffix("\nJournal 5f1c\n"))
    #expect(!text(.finished, nil).contains("Journal"))
    #expect(!text(.started, "5f1c").contains("Journal"))
  }

  @Test func `a drill says so in its first line and in its subject`() throws {
    let text = Self.text([.started, .serviceDown("shop")], try Self.state(.drill), at: 0)
    #expect(text.body.hasPrefix("DRILL (this is an exercise): Web shop on one machine\nRebuild the shop\n\n"))
    #expect(text.subject == "[DRILL] Web shop on one machine: started, and 1 more")
    #expect(text.body.contains("counts as down"))
    #expect(text.body.contains("To call in an incident: Example Hosting, telephone 555 0100."))
  }

  @Test func `an incident says how bad it is, what the business does, and whom to call`() throws {
    let text = Self.text([.serviceDown("shop")], try Self.state(.incident, severity: .severe), at: 0)
    #expect(text.body.hasPrefix("INCIDENT (severe): Web shop on one machine\n"))
    #expect(text.subject.hasPrefix("[INCIDENT] Web shop"))
    #expect(text.body.contains("shop is down since "))
    #expect(text.body.contains(" Meanwhile: Orders are written on paper. Call Example Hosting, telephone 555 0100."))
  }

  @Test func `times are said, not measured`() throws {
    let text = Self.text([.targetNear("shop")], try Self.state(.incident), at: 1_700.7).body
    #expect(text.contains("The target for shop is about to be missed: 1 minute 39 seconds of 30 minutes are left"))
    #expect(text.contains("28 minutes 20 seconds after the run's start:"))
    let late = Self.text([.targetNear("shop")], try Self.state(.incident), at: 1_860).body
    #expect(late.contains("shop is 1 minute over its target of 30 minutes."))
  }

  @Test func `an estimate is called one`() throws {
    let text = Self.text([.regular], try Self.state(.drill), at: 0)
    #expect(text.subject == "[DRILL] Web shop on one machine: how it stands")
    #expect(!text.body.contains("By the plan"), "no longest way is planned here")
  }

  @Test func `a site's own words are used, and a drill stays marked`() throws {
    let text = Self.text(
      [.started], try Self.state(.drill), at: 0, template: "{{site}} speaks\n{{#news}}* {{.}}\n{{/news}}")
    #expect(text.body.hasPrefix("DRILL (this is an exercise)\nWeb shop on one machine speaks\n* Started at "))
    #expect(text.warning == nil)
  }

  @Test(arguments: ["{{nobody}}", "{{#news}}", "{{> other}}"])
  func `a template that is wrong is told, and people are told without it`(template: String) throws {
    let text = Self.text([.started], try Self.state(.drill), at: 0, template: template)
    #expect(text.body.hasPrefix("DRILL (this is an exercise): Web shop on one machine\n"))
    #expect(text.warning?.hasPrefix("update.mustache:1:") == true)
  }

  @Test func `no message is without bounds`() throws {
    let long = String(repeating: "x", count: 100_000)
    let text = Self.text([.started], try Self.state(.drill), at: 0, template: long)
    #expect(text.body.utf8.count < 30_000)
    #expect(text.body.hasSuffix("(The rest is left out.)\n"))
  }
}
