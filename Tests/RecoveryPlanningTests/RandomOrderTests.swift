import RecoveryPlanning
import RunbookModel
import Testing

/// Random runbooks, compared with the order as DESIGN.md says it, worked out step by step without any cleverness.
struct RandomOrderTests {
  /// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static func steps(_ random: inout SeededGenerator) -> [Step] {
    let phases = (0..<Int.random(in: 2...14, using: &random)).map { _ in
      [Phase.triage, .precheck, .install, .restore, .verify].randomElement(using: &random) ?? .install
    }.sorted()
    return phases.enumerated().map { number, phase in
      var needs: [String]?
      if Int.random(in: 0..<10, using: &random) < 7 {
        needs = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
          switch Int.random(in: 0..<8, using: &random) {
          case 0: "above"
          case 1: phases.filter { $0 < phase }.randomElement(using: &random)?.rawValue
          default: (0..<number).randomElement(using: &random).map { "s\($0)" }
          }
        }
      }
      return Sketch.step(
        "s\(number)", phase, needs: needs, gate: Int.random(in: 0..<8, using: &random) == 0,
        unguarded: Int.random(in: 0..<6, using: &random) == 0,
        only: Int.random(in: 0..<6, using: &random) == 0 ? .incident : nil)
    }
  }

  /// For each step everything that must be over before it, straight from the words of the design.
  static func closure(_ steps: [Step]) -> [Set<Int>] {
    var before: [Set<Int>] = []
    for (number, step) in steps.enumerated() {
      var direct: Set<Int> = []
      for other in 0..<number {
        let above = steps[other]
        let isNamed = step.needs.references.contains { $0.text == above.id.text || $0.text == above.phase.rawValue }
        let binds = above.gate || (above.phase <= .precheck && step.phase > above.phase)
        if step.needs.above && step.phase != .triage || isNamed || (binds && !step.unguarded) { direct.insert(other) }
      }
      before.append(direct.reduce(into: direct) { $0.formUnion(before[$1]) })
    }
    return before
  }

  @Test(arguments: 0..<400) func `a plan keeps exactly the order that the design gives, with the fewest needs`(
    seed: Int
  ) {
    var random = SeededGenerator(state: UInt64(seed))
    let steps = Self.steps(&random)
    let expected = Self.closure(steps)
    guard let plan = Sketch.plan(steps).plan else {
      Issue.record("seed \(seed): no plan")
      return
    }
    let places = Dictionary(uniqueKeysWithValues: plan.steps.enumerated().map { ($1.id, $0) })
    #expect(plan.steps.map(\.step.id) == steps.map(\.id))
    var closure: [Set<Int>] = []
    for (number, planned) in plan.steps.enumerated() {
      let needs = planned.needs.compactMap { places[$0.step] }
      #expect(needs.allSatisfy { $0 < number })
      closure.append(needs.reduce(into: Set(needs)) { $0.formUnion(closure[$1]) })
      let included = expected[number].filter { steps[$0].only == nil }
      #expect(closure[number] == included, "seed \(seed), step \(number)")
      for need in needs {
        let others = needs.filter { $0 != need }
        #expect(!others.contains { closure[$0].contains(need) }, "seed \(seed): \(number) needs \(need) twice over")
      }
    }
  }
}
