import RecoveryPlanning
import Reporting
import RunCore
import RunbookModel

/// Runs of a shop whose backup is younger than the disruption, or whose data and acceptance people speak of.
enum DataStory {
  static func plan(_ mode: RunMode, rpo: Duration? = .seconds(3_600)) -> Plan {
    let target = Target(rto: .seconds(7_200), rpo: rpo, until: .accepted)
    let load = Story.step("load", .restore, "Load the newest dump", budget: 60, critical: true)
    var files = Story.step("files", .restore, "Bring back the files", budget: 60)
    files.step.recoveryPoint = SourceText("x", start: Story.here)
    return Story.plan(
      [PlannedRunbook(name: "shop", title: "Rebuild the shop", path: "shop.yaml")],
      [PlannedService(name: "shop", runbook: "shop", tier: .critical, target: target)],
      [
        load, files, Story.step("orders", .verify, "The orders are there", check: true),
        Story.step("owner", .accept, "Sales accepts the shop"),
      ], mode: mode, allowances: Allowances(detect: .seconds(600), decide: .zero, mobilise: .zero))
  }

  /// An incident began fifty minutes before the run, and a drill assumes ten; times are seconds since its start.
  static func story(
    _ mode: RunMode, point: Double, byHand: Bool = false, said: [(RunClock, Double)] = [],
    rpo: Duration? = .seconds(3_600), check: Outcome = .passed
  ) throws -> Story {
    var story = Story(plan(mode, rpo: rpo))
    try story.open()
    if mode == .incident {
      for clock in [RunClock.disruption, .detected, .declared] {
        try story.say(.clockStamped(ClockStamp(clock: clock, time: Story.stamp(-3_000).wall, by: Story.matthew)), at: 1)
      }
    }
    try story.run("load", from: 2, to: 60, recoveryPoint: point)
    try story.run("files", from: 61, to: 90, byHand ? .byHand : .passed, recoveryPoint: byHand ? nil : point)
    try story.run("orders", from: 91, to: 95, check)
    try story.run("owner", from: 96, to: 1_205)
    for (clock, seconds) in said {
      try story.say(
        .clockStamped(
          ClockStamp(clock: clock, service: "shop", time: Story.stamp(seconds).wall, by: ManagerStory.ruth)), at: 1_300)
    }
    try story.end(.passedWithConditions, at: 1_400)
    return story
  }
}
