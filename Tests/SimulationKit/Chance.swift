/// The generator SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers on every machine.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}

/// Everything that a simulation leaves to chance, drawn from one seed.
package struct Chance: Sendable {
  private var generator: SplitMix64

  package init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// A stream of its own for one thing, so that what happens to others can't change it.
  package init(seed: UInt64, for name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    generator = SplitMix64(seed: seed ^ hash)
  }

  package mutating func int(_ range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(generator.next() % width)
  }

  /// True once in so many times.
  package mutating func once(in times: Int) -> Bool { int(1...times) == 1 }

  /// The values must not be empty.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[int(0...(values.count - 1))] }

  package mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration { .milliseconds(int(range)) }

  package mutating func seconds(_ range: ClosedRange<Int>) -> Duration { .seconds(int(range)) }
}
