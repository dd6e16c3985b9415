import RunCore
import Testing

/// Stretches of time, compared with what a count of their seconds says.
struct StretchesTests {
  private static func stretches(_ chance: inout AmendingWorld.Random) -> [Range<Duration>] {
    (0..<Int.random(in: 0...6, using: &chance)).map { _ in
      let start = Int.random(in: 0...30, using: &chance)
      return .seconds(start)..<(.seconds(start + Int.random(in: 1...8, using: &chance)))
    }
  }

  private static func seconds(_ stretches: [Range<Duration>]) -> [Int] {
    (0..<50).filter { second in stretches.contains { $0.contains(.seconds(second)) } }
  }

  @Test(arguments: UInt64(1)...200)
  func `merged ones hold the same seconds in order, and what is taken away is gone`(seed: UInt64) {
    var chance = AmendingWorld.Random(state: seed)
    let (one, other) = (Self.stretches(&chance), Self.stretches(&chance))
    let merged = one.merged
    #expect(Self.seconds(merged) == Self.seconds(one))
    #expect(zip(merged, merged.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    #expect(merged.total == .seconds(Self.seconds(one).count))
    let gone = Set(Self.seconds(other))
    let rest = merged.subtracting(other.merged)
    #expect(Self.seconds(rest) == Self.seconds(one).filter { !gone.contains($0) })
    #expect(rest.total == .seconds(Self.seconds(rest).count))
  }
}
