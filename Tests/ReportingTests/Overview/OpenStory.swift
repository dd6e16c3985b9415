import RecoveryPlanning
import RunCore
import RunbookModel

/// Incidents whose shop is verified after five minutes and waits for its acceptance; the disruption was ten before.
enum OpenStory {
  private static func plan(_ mode: RunMode, rto: Double, asks: Bool) -> Plan {
    var owner = Story.step("owner", .accept, "Sales accepts the shop")
    let text = SourceText("x", start: Story.here)
    owner.step = Step(
      id: "owner", location: Story.here, phase: .accept,
      kind: .approve(Approval(by: "sales", question: text, count: 2)), name: "Sales accepts the shop")
    let service = PlannedService(
      name: "shop", runbook: "shop", tier: .critical, target: Target(rto: .seconds(rto), until: .accepted),
      costPerHour: MoneyPerHour(hundredths: 180_000, currency: "EUR"))
    let steps = [
      Story.step("load", .restore, "Load the newest dump", budget: 60, critical: true),
      Story.step("orders", .verify, "The orders are there", check: true, critical: true),
    ]
    var plan = Story.plan([Stories.runbook], [service], steps + (asks ? [owner] : []), mode: mode)
    plan.site.people = [
      PlannedPerson(name: "ruth", roles: ["sales"]), PlannedPerson(name: "anna", roles: ["sales"]),
      PlannedPerson(name: "matthew", roles: ["operator"]),
    ]
    return plan
  }

  /// Up to the question, of which the record tells until fifteen minutes have gone by.
  static func story(_ mode: RunMode = .incident, rto: Double = 3_600, asks: Bool = true) throws -> Story {
    var story = Story(plan(mode, rto: rto, asks: asks))
    try story.open()
    if mode == .incident {
      for clock in [RunClock.disruption, .detected, .declared] {
        try story.say(.clockStamped(ClockStamp(clock: clock, time: Story.stamp(-600).wall, by: Story.matthew)), at: 1)
      }
    }
    try story.run("load", from: 2, to: 290)
    try story.run("orders", from: 290, to: 300)
    guard asks else { return story }
    try story.begin("owner", at: 300)
    try story.open(
      Prompt(
        number: 1, step: Story.id("owner"), subject: .approval, question: "Accept the shop", choices: Choice.approval,
        terms: PromptTerms(role: "sales", count: 2)), at: 300)
    try story.say(.noted(Note(number: 1, text: "Sales is at lunch.", by: Story.matthew)), at: 900)
    return story
  }

  /// The question is answered with a no, and the run fails by it.
  static func refused() throws -> RunSummary {
    var story = try story(.drill)
    let anna = Operator(user: "anna", attested: "anna", attestation: .userName)
    try story.say(
      .promptAnswered(PromptAnswer(prompt: 1, choice: .reject, reason: "I can't see my orders.", by: anna)), at: 1_000)
    try story.end(.failed, at: 1_001)
    return story.summary
  }
}
