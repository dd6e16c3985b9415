import RecoveryPlanning
import RunCore
import RunbookModel

/// Runs whose times are hard to draw.
enum TimeStories {
  static let names = [
    "partly", "disordered", "late", "assumed", "ready", "overdue", "proofs", "dozen", "days", "tries",
  ]

  static func named(_ name: String) throws -> RunSummary {
    switch name {
    case "partly": try clocks([(.disruption, -900), (.declared, -240)])
    case "disordered": try clocks([(.disruption, -900), (.detected, -100), (.declared, -400)])
    case "late": try late()
    case "assumed": try assumed(end: 900)
    case "ready": try assumed(end: 900, mobilise: 0)
    case "overdue": try assumed(end: 2_400)
    case "proofs": try proofs()
    case "dozen": try dozen()
    case "days": try days()
    default: try tries()
    }
  }

  private static func steps(_ service: String, check: String = "check") -> [PlannedStep] {
    [
      Story.step("\(service).load", .restore, "Load the newest dump", budget: 600, critical: true),
      Story.step("\(service).\(check)", .verify, "It answers as it did", budget: 20, check: true),
    ]
  }

  private static func shop(_ mode: RunMode, _ allowances: Allowances? = nil) -> Story {
    Story(Story.plan([Stories.runbook], [Stories.shop], steps("shop"), mode: mode, allowances: allowances))
  }

  private static func clocks(_ clocks: [(RunClock, Double)]) throws -> RunSummary {
    var story = shop(.incident)
    try story.open(severity: .severe)
    for (clock, before) in clocks {
      try story.say(.clockStamped(ClockStamp(clock: clock, time: Story.stamp(before).wall, by: Story.matthew)), at: 1)
    }
    try story.run("shop.load", from: 2, to: 420, recoveryPoint: -40_000)
    try story.run("shop.check", from: 420, to: 430)
    try story.end(.passed, at: 431)
    return story.summary
  }

  /// Accepted after an hour by a word, and its backlog cleared five days later.
  private static func late() throws -> RunSummary {
    var story = shop(.incident)
    try story.open(severity: .critical)
    for (clock, before) in [(RunClock.disruption, -760.0), (.detected, -600), (.declared, -300)] {
      try story.say(.clockStamped(ClockStamp(clock: clock, time: Story.stamp(before).wall, by: Story.matthew)), at: 1)
    }
    try story.run("shop.load", from: 2, to: 800, recoveryPoint: -40_000)
    try story.run("shop.check", from: 800, to: 810)
    try story.end(.passed, at: 811)
    for (clock, after) in [(RunClock.accepted, 1_500.0), (.backlogCleared, 432_000)] {
      try story.say(
        .clockStamped(
          ClockStamp(clock: clock, service: "shop", time: Story.stamp(after).wall, by: Story.matthew)), at: 432_100)
    }
    return story.summary
  }

  private static func assumed(end: Double, mobilise: Double = 120) throws -> RunSummary {
    var story = shop(
      .drill, Allowances(detect: .seconds(180), decide: .seconds(300), mobilise: .seconds(mobilise)))
    try story.open()
    try story.run("shop.load", from: 1, to: end - 10, recoveryPoint: -40_000)
    try story.run("shop.check", from: end - 9, to: end)
    try story.end(end > 1_200 ? .targetMissed : .passed, at: end)
    return story.summary
  }

  /// A drill that sees its check red before it loads anything.
  private static func proofs() throws -> RunSummary {
    var red = Story.step("shop.check-red", .verify, "It answers as it did", check: true)
    red.proof = .seenRed(of: Story.id("shop.check"))
    let plan = Story.plan([Stories.runbook], [Stories.shop], [red] + steps("shop"))
    var story = Story(plan)
    try story.open()
    try story.run("shop.check-red", from: 1, to: 240)
    try story.run("shop.load", from: 241, to: 800, recoveryPoint: -40_000)
    try story.run("shop.check", from: 800, to: 810)
    try story.end(.passed, at: 811)
    return story.summary
  }

  /// Twelve services with long names, some of them late, one never back.
  private static func dozen() throws -> RunSummary {
    let names = (1...12).map { "customer-relations-and-billing-database-number-\($0)" }
    let services = names.enumerated().map { number, name in
      PlannedService(
        name: ServiceName(name), runbook: RunbookName(name), tier: number % 3 == 0 ? .critical : .routine,
        target: Target(rto: .seconds(Int64(300 + number * 200)), rpo: nil))
    }
    let runbooks = names.map { PlannedRunbook(name: RunbookName($0), title: $0, path: "\($0).yaml") }
    var story = Story(Story.plan(runbooks, services, names.flatMap { steps($0) }, mode: .incident))
    try story.open(severity: .critical)
    try story.say(
      .clockStamped(ClockStamp(clock: .disruption, time: Story.stamp(-60).wall, by: Story.matthew)), at: 1)
    for (number, name) in names.enumerated() {
      let start = Double(number * 100 + 2)
      try story.run("\(name).load", from: start, to: start + 300, recoveryPoint: -9_000)
      let isLast = number == 11
      try story.run("\(name).check", from: start + 300, to: start + 310, isLast ? .failed : .passed)
    }
    try story.end(.failed, at: 1_600)
    return story.summary
  }

  /// Three days, over the end of summer time and a jump of the wall clock.
  private static func days() throws -> RunSummary {
    var story = shop(.incident)
    try story.open(severity: .moderate)
    try story.run("shop.load", from: 2, to: 250_000, recoveryPoint: -40_000)
    let check = AttemptID(step: Story.id("shop.check"), number: 1, purpose: .work)
    try late(.stepStarted(AttemptStart(attempt: check)), at: 250_002, in: &story)
    let end = AttemptEnd(attempt: check, report: AttemptReport(.succeeded, exit: 0), disposition: .over(.passed))
    try late(.stepFinished(end), at: 259_300, in: &story)
    try late(.runFinished(RunEnding(verdict: .passedWithConditions, findings: [])), at: 259_400, in: &story)
    return story.summary
  }

  /// Said when the clock on the wall had been put back by an hour, and the zone by another.
  private static func late(_ event: Entry, at seconds: Double, in story: inout Story) throws {
    var stamp = Story.stamp(seconds)
    stamp.wall = WallTime(nanoseconds: stamp.wall.nanoseconds - 3_600_000_000_000, offset: 0)
    try story.state.apply(JournalEntry(sequence: story.state.lastSequence + 1, stamp: stamp, event: event))
  }

  /// A step that three tries were needed for.
  private static func tries() throws -> RunSummary {
    var story = shop(.drill)
    try story.open()
    for start in [1.0, 200] {
      try story.begin("shop.load", at: start)
      try story.finish(
        "shop.load", at: start + 90, .again(.work, after: DurationText(wrappedValue: .seconds(100)), why: .retry),
        result: .failed, exit: 1)
    }
    try story.run("shop.load", from: 400, to: 900, recoveryPoint: -40_000)
    try story.run("shop.check", from: 900, to: 910)
    try story.end(.passedWithConditions, at: 911)
    return story.summary
  }
}
