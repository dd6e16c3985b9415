import RecoveryStatistics
import Testing

struct DistributionTests {
  @Test(
    arguments: [
      ([Double](), 0.5, nil), ([7], 0.5, 7), ([3, 1, 2], 0.5, 2), ([4, 1, 2, 3], 0.5, 2.5), ([1, 2, 3, 4, 5], 0.25, 2),
      ([1, 3], 0.9, 2.8), ([1, 3], 1, 3), ([1, 3], 0, 1), ([1, 3], 1.5, nil), ([1, 3], -1, nil),
    ] as [([Double], Double, Double?)])
  func `a quantile lies between the times beside it`(times: [Double], share: Double, expected: Double?) {
    let found = Distribution(times.map { .seconds($0) }).quantile(share)
    #expect(found.map { ($0 / .milliseconds(1)).rounded() } == expected.map { ($0 * 1_000).rounded() })
  }
}
