import RecoveryPlanning
import RunCore
import RunbookModel

/// The same numbers for the same seed (SplitMix64, Steele, Lea and Flood 2014).
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Runs in which anything that can follow may follow.
enum RandomRun {
  private static let words = ["ok", "データ", "\u{1B}[31mred", "a\u{301}\u{301}\u{301}", "x\ny", "👩‍👩‍👧", "🇩🇪", "\u{202E}"]

  static func make(using chance: inout SeededChance) -> ScriptedRun {
    var run = ScriptedRun(plan(using: &chance))
    var seconds = 0.0
    for _ in 0..<Int.random(in: 0...80, using: &chance) {
      seconds += Double.random(in: 0...100, using: &chance)
      run.at(seconds)
      guard let index = run.state.steps.indices.randomElement(using: &chance) else { break }
      let id = run.state.plan.steps[index].id.description
      switch run.state.steps[index].state {
      case .waiting, .backingOff: run.starts(id, purpose: JobPurpose.allCases.randomElement(using: &chance) ?? .work)
      case .running:
        let dispositions = [
          Disposition.over(.passed), .over(.failed), .over(.cancelled), .ask, ScriptedRun.again(in: 5),
          ScriptedRun.again(in: 0, .next), ScriptedRun.again(in: 2, .poll), ScriptedRun.again(in: 1, .unknown),
        ]
        run.fails(id, text(using: &chance), dispositions.randomElement(using: &chance) ?? .ask)
      case .asking:
        let open = run.state.openPrompts.first { $0.step.description == id }
        if let open {
          // A change needs a plan that it fits.
          let choice = Choice.afterTry.filter { $0 != .amend }.randomElement(using: &chance) ?? .skip
          run.tell(.promptAnswered(PromptAnswer(prompt: open.number, choice: choice, by: Operator(user: "ann"))))
        } else {
          run.asks(id, text(using: &chance))
        }
      case .finished: continue
      }
    }
    return run
  }

  private static func plan(using chance: inout SeededChance) -> Plan {
    let names = ["a", "b", "c"]
    var steps: [PlannedStep] = []
    for number in 0..<Int.random(in: 0...30, using: &chance) {
      let phase = Phase.allCases.randomElement(using: &chance) ?? .restore
      let budget = Bool.random(using: &chance) ? Duration.seconds(Int.random(in: 0...500, using: &chance)) : nil
      let name = "\(names.randomElement(using: &chance) ?? "a").s\(number)"
      steps.append(
        ScriptedPlan.step(name, phase, text(using: &chance), budget: budget, check: Bool.random(using: &chance)))
    }
    let services = names.prefix(Int.random(in: 0...3, using: &chance))
      .map { ScriptedPlan.service($0, .important, Int.random(in: 0...40, using: &chance), fallback: "paper") }
    return ScriptedPlan.plan(Bool.random(using: &chance) ? .drill : .incident, services, steps)
  }

  private static func text(using chance: inout SeededChance) -> String {
    (0..<Int.random(in: 0...40, using: &chance)).map { _ in words.randomElement(using: &chance) ?? "" }
      .joined(separator: " ")
  }
}
