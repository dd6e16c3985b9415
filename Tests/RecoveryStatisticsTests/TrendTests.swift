import RecoveryStatistics
import Testing

struct TrendTests {
  private func times(_ minutes: [Double]) -> Distribution { Distribution(minutes.map { .seconds($0 * 60) }) }

  @Test func `best and worst are the ends of what was measured`() {
    #expect((times([3, 1, 2]).best, times([3, 1, 2]).worst) == (.seconds(60), .seconds(180)))
    #expect((times([]).best, times([]).worst) == (nil, nil))
  }

  @Test(
    arguments: [
      ([10, 10], [11.2, 11.2], 12, .slower), ([10, 10], [8, 8], -20, .faster), ([10, 10], [10.4, 10.4], 4, .steady),
      ([10, 10], [9.6, 9.6], -4, .steady), ([10, 10], [10.5, 10.5], 5, .slower),
      ([10, 10, 900], [10, 11, 12], 10, .slower),
    ] as [([Double], [Double], Int, Trend.Direction)])
  func `a trend compares the medians`(before: [Double], now: [Double], percent: Int, direction: Trend.Direction) throws
  {
    let trend = try #require(Trend(from: times(before), to: times(now)))
    #expect(Int((trend.change * 100).rounded()) == percent)
    #expect(trend.direction == direction)
  }

  @Test(arguments: [([1], [1, 2]), ([1, 2], [1]), ([], []), ([0, 0], [1, 2])] as [([Double], [Double])])
  func `too few times on a side make no trend, nor do times of nothing`(before: [Double], now: [Double]) {
    #expect(Trend(from: times(before), to: times(now)) == nil)
  }

  @Test func `the part that changed most in the direction of the whole is named`() throws {
    let before = ["install": times([3, 3]), "restore": times([10, 10]), "verify": times([2, 2])]
    let now = ["install": times([1, 1]), "restore": times([14, 14]), "verify": times([3, 3])]
    let slower = try #require(PartShift(from: before, to: now, slower: true))
    #expect((slower.part, slower.difference) == ("restore", .seconds(240)))
    let faster = try #require(PartShift(from: before, to: now, slower: false))
    #expect((faster.part, faster.difference) == ("install", .seconds(-120)))
  }

  @Test func `a part that only one side has took no time on the other`() throws {
    let shift = try #require(PartShift(from: [:], to: ["restore": times([5])], slower: true))
    #expect((shift.before, shift.now) == (.zero, .seconds(300)))
    #expect(PartShift(from: [:], to: ["restore": times([5])], slower: false) == nil)
  }
}
