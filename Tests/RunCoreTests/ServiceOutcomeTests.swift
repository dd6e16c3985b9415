import RunCore
import Testing

struct ServiceOutcomeTests {
  @Test(
    arguments: [
      (true, .met, .met, .met), (true, .met, .none, .met), (true, .missed, .unknown, .missed),
      (true, .met, .missed, .missed), (true, .unknown, .none, .notMeasured), (true, .met, .unknown, .notMeasured),
      (false, .unknown, .none, .notVerified), (false, .met, .met, .notVerified),
    ] as [(Bool, ServiceSummary.Judgement, ServiceSummary.Judgement, ServiceOutcome)])
  func `a service is told by its own check and targets`(
    isVerified: Bool, rto: ServiceSummary.Judgement, rpo: ServiceSummary.Judgement, outcome: ServiceOutcome
  ) {
    #expect(ServiceOutcome(isVerified: isVerified, rto: rto, rpo: rpo) == outcome)
  }

  @Test(
    arguments: [
      ("2026-11-22T23:59+01:00", 0), ("2026-11-22T00:00+01:00", 0), ("2026-11-21T23:59+01:00", 1),
      ("2026-11-23T00:00+01:00", nil),
      // A day on which the clock was set back has 25 hours, and is one day.
      ("2026-10-24T12:30+02:00", 29), ("1969-12-31T23:00Z", 20_780),
    ] as [(String, Int?)])
  func `a day is over by days of the calendar, not by hours`(day: String, late: Int?) throws {
    let now = try #require(WallTime("2026-11-22T12:00+01:00"))
    #expect(try #require(WallTime(day)).daysLate(at: now) == late)
  }
}
