import RecoveryPlanning
import RunCore
import RunbookModel

/// Runs that a report must survive, with their journals.
enum Survivor: String, CaseIterable {
  case zeroSteps, tenThousandSteps, resumed, jumped, daylight, days, asking, overhead, hostileNames

  func story() throws -> Story {
    switch self {
    case .zeroSteps: try zeroSteps()
    case .tenThousandSteps: try tenThousandSteps()
    case .resumed: try resumed()
    case .jumped: try jumped()
    case .daylight: try daylight()
    case .days: try days()
    case .asking: try asking()
    case .overhead: try overhead()
    case .hostileNames: try hostileNames()
    }
  }

  private func zeroSteps() throws -> Story {
    var story = Story(Story.plan([PlannedRunbook(name: "shop", title: "Nothing", path: "shop.yaml")], [], []))
    try story.open()
    try story.end(.passed, at: 1)
    return story
  }

  private func tenThousandSteps() throws -> Story {
    let steps = (0..<10_000).map { Story.step("s\($0)", .install) }
    var story = Story(Story.plan([Stories.runbook], [Stories.shop], steps))
    try story.open()
    for number in 0..<10_000 { try story.run("s\(number)", from: Double(number), to: Double(number) + 0.5) }
    try story.end(.passedWithConditions, at: 10_001)
    return story
  }

  private func oneCheck(_ service: PlannedService = Stories.shop, _ steps: [PlannedStep] = []) -> Story {
    let own = [Story.step("load", .restore), Story.step("see", .verify, check: true)]
    return Story(Story.plan([Stories.runbook], [service], steps + own))
  }

  /// Killed three times; before the last two sessions the machine was restarted.
  private func resumed() throws -> Story {
    var story = oneCheck()
    try story.open()
    try story.begin("load", at: 1)
    try story.session("b1", at: 1_000)
    try story.session("b2", at: 2_000)
    try story.session("b3", at: 3_000)
    try story.finish("load", at: 3_001, .over(.passed), result: .succeeded)
    try story.run("see", from: 3_002, to: 3_003)
    try story.end(.passedWithConditions, at: 4_000)
    return story
  }

  private func at(_ wall: Double, up: Double, offset: Int32 = 3_600) -> Stamp {
    let stamp = Story.stamp(up)
    return Stamp(
      wall: WallTime(nanoseconds: Story.opened.nanoseconds + Int64(wall * 1e9), offset: Int(offset)),
      uptime: stamp.uptime)
  }

  /// The wall clock is set a day on in the middle.
  private func jumped() throws -> Story {
    var story = oneCheck()
    try story.open()
    try story.run("load", from: 1, to: 2)
    let day = 86_400.0
    try story.say(
      .stepStarted(AttemptStart(attempt: AttemptID(step: Story.id("see"), number: 1, purpose: .work))),
      stamped: at(day + 3, up: 3))
    let end = AttemptEnd(
      attempt: AttemptID(step: Story.id("see"), number: 1, purpose: .work),
      report: AttemptReport(.succeeded, exit: 0), disposition: .over(.passed))
    try story.say(.stepFinished(end), stamped: at(day + 4, up: 4))
    try story.say(.runFinished(RunEnding(verdict: .passed, findings: [])), stamped: at(day + 600, up: 600))
    return story
  }

  /// The clocks are put back an hour after the first half; the wall shows another offset, and no time is lost.
  private func daylight() throws -> Story {
    let steps = (0..<15).map { Story.step("s\($0)", .install) }
    var story = oneCheck(Stories.shop, steps)
    try story.open()
    for number in 0..<15 { try story.run("s\(number)", from: Double(number) * 60, to: Double(number) * 60 + 30) }
    try story.run("load", from: 2_000, to: 3_500)
    let see = AttemptID(step: Story.id("see"), number: 1, purpose: .work)
    try story.say(.stepStarted(AttemptStart(attempt: see)), stamped: at(7_000, up: 7_000, offset: 0))
    let end = AttemptEnd(
      attempt: see, report: AttemptReport(.succeeded, exit: 0), disposition: .over(.passed))
    try story.say(.stepFinished(end), stamped: at(7_080, up: 7_080, offset: 0))
    try story.say(
      .runFinished(RunEnding(verdict: .targetMissed, findings: [])), stamped: at(7_200, up: 7_200, offset: 0))
    return story
  }

  private func days() throws -> Story {
    var story = oneCheck()
    try story.open()
    try story.run("load", from: 60, to: 200_000)
    try story.run("see", from: 200_001, to: 250_000)
    try story.end(.targetMissed, at: 3 * 86_400 + 3_600)
    return story
  }

  /// A question stands open, and nobody has the run in hand.
  private func asking() throws -> Story {
    var story = oneCheck()
    try story.open()
    try story.begin("load", at: 1)
    try story.finish("load", at: 20, .ask, result: .failed, exit: 1)
    let prompt = Prompt(
      number: 1, step: Story.id("load"), subject: .failure, question: "What now?", choices: [.rerun, .stop])
    try story.open(prompt, at: 20)
    try story.say(.machineSlept(Sleep(slept: .seconds(5))), at: 80)
    return story
  }

  /// A check is seen red for half a minute, and an hour of outage costs 1,810 euros.
  private func overhead() throws -> Story {
    var service = Stories.shop
    service.costPerHour = MoneyPerHour(hundredths: 181_000, currency: "EUR")
    var red = Story.step("red-see", .install, check: true)
    red.proof = .seenRed(of: Story.id("see"))
    var story = oneCheck(service, [red])
    try story.open()
    try story.run("load", from: 0, to: 40)
    try story.run("red-see", from: 40, to: 70)
    try story.run("see", from: 70, to: 120)
    try story.end(.passed, at: 130)
    return story
  }

  /// Each service, runbook title and step bears one of the names that break a page.
  private func hostileNames() throws -> Story {
    let names = Extremes.names
    let runbooks = names.indices.map { PlannedRunbook(name: RunbookName("r\($0)"), title: names[$0], path: names[$0]) }
    let services = names.indices.map {
      PlannedService(
        name: ServiceName("\(names[$0]) \($0)"), runbook: RunbookName("r\($0)"), tier: .critical, target: .standard)
    }
    let steps = names.indices.map { Story.step("r\($0).see", .verify, names[$0], check: true) }
    var story = Story(Story.plan(runbooks, services, steps, site: names.joined()))
    try story.open()
    for number in names.indices { try story.run("r\(number).see", from: Double(number), to: Double(number) + 0.5) }
    try story.end(.passed, at: 100)
    return story
  }
}
