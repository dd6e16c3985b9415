import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct OutageCostTests {
  private static let rate = MoneyPerHour(hundredths: 100, currency: "EUR")

  @Test func `costs are added up exactly and rounded once`() throws {
    // A third of a hundredth each.
    let third = OutageCost(of: .seconds(12), at: Self.rate)
    #expect(third?.hundredths == 0)
    #expect(OutageCost.sum([third, third, third])?.hundredths == 1)
    #expect(OutageCost(of: .seconds(18), at: Self.rate)?.hundredths == 1, "a half goes upwards")
    let dear = OutageCost(of: .seconds(1 << 40), at: MoneyPerHour(hundredths: .max, currency: "EUR"))
    #expect(OutageCost.sum([dear, dear])?.hundredths == .max)
  }

  @Test func `what was not measured has no cost and no sum`() {
    let known = OutageCost(of: .seconds(3_600), at: Self.rate)
    #expect(known?.hundredths == 100)
    #expect(OutageCost(of: nil, at: Self.rate) == nil)
    #expect(OutageCost(of: .seconds(-1), at: Self.rate) == nil)
    #expect(OutageCost(of: .seconds(1), at: nil) == nil)
    #expect(OutageCost.sum([known, nil]) == nil)
    #expect(OutageCost.sum([]) == nil)
  }

  @Test func `an outage is from the disruption to the last check, whatever the target counts`() throws {
    var plan = ProofPlans.plan(breaks: false)
    plan.site.allowances = Allowances(detect: .seconds(60), decide: .seconds(30), mobilise: .seconds(10))
    plan.services[0].target.clock = .started
    plan.services[0].target.until = .accepted
    plan.services[0].costPerHour = MoneyPerHour(hundredths: 360_000, currency: "EUR")
    let tale = try DrillOverheadTests.tale(trial: (10, 20), other: nil, plan)
    let service = try #require(RunSummary(of: tale.state).services.first)
    #expect(service.rta == .seconds(40), "50 s, less what only the drill did")
    #expect(service.outage == .seconds(140))
    #expect(service.costOfOutage?.hundredths == 14_000)
  }
}
