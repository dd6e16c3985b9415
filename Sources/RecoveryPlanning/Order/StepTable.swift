internal import RunbookModel

/// Every step of a run under one number: runbook after runbook, each in file order.
struct StepTable {
  var mode: RunMode
  let runbooks: [Runbook]
  let steps: [Step]
  let phases: [Phase]
  /// For each step, the names in its texts, which are looked for only once.
  let names: [[UsedName]]
  /// For each step, the number of its runbook.
  let owners: [Int]
  /// For each runbook, the numbers of its steps.
  let ranges: [Range<Int>]
  /// By the number of the step; most tables have none.
  let proofs: [Int: Proof]
  let health: [Int: ServiceName]
  /// Why checks can't be seen red.
  let unseen: [Int: String]
  /// Whether the planner added steps, or notes to steps, for the mode.
  let isAsWritten: Bool
  private let runbookNumbers: [String: Int]

  init(_ request: PlanRequest) {
    let prepared = PreparedRunbooks(request)
    let runbooks = prepared.runbooks
    mode = request.mode
    self.runbooks = runbooks
    var steps: [Step] = []
    var owners: [Int] = []
    var ranges: [Range<Int>] = []
    for (number, runbook) in runbooks.enumerated() {
      ranges.append(steps.count..<steps.count + runbook.steps.count)
      steps += runbook.steps
      owners += repeatElement(number, count: runbook.steps.count)
    }
    self.steps = steps
    phases = steps.map(\.phase)
    names = steps.map(UsedName.names)
    self.owners = owners
    self.ranges = ranges
    isAsWritten = prepared.isAsWritten && request.site.isolation.isEmpty
    var notes: (proofs: [Int: Proof], health: [Int: ServiceName], unseen: [Int: String]) = ([:], [:], [:])
    if !prepared.isAsWritten {
      for number in steps.indices {
        let id = StepID(runbooks[owners[number]].name, steps[number].id)
        notes.proofs[number] = prepared.proofs[id]
        notes.health[number] = prepared.health[id]
        notes.unseen[number] = prepared.unseen[id]
      }
    }
    (proofs, health, unseen) = notes
    runbookNumbers = Dictionary(runbooks.enumerated().map { ($1.name.text, $0) }) { first, _ in first }
  }

  var count: Int { steps.count }

  func runbook(named name: String) -> Int? { runbookNumbers[name] }

  func id(of step: Int) -> StepID { StepID(runbooks[owners[step]].name, steps[step].id) }

  /// As a person of this run calls the step: with its runbook only where there are several.
  func title(of step: Int) -> String {
    runbooks.count > 1 ? id(of: step).description : steps[step].id.text
  }

  func isExcluded(_ step: Int) -> Bool { steps[step].only.map { $0 != mode } ?? false }

  /// Whether all that the step says is said by a check of the author, of which it is another try.
  func isTrial(_ step: Int) -> Bool { proofs[step]?.check != nil }

  func doesDamage(_ step: Int) -> Bool {
    if case .damage = proofs[step] { true } else { false }
  }

  /// The name under which the author wrote what the step does.
  func writtenID(of step: Int) -> StepID {
    proofs[step]?.damage.map { StepID(runbooks[owners[step]].name, $0) } ?? id(of: step)
  }

  func wall(of step: Int) -> Wall? {
    if let proof = proofs[step] { return Wall(proof) }
    if health[step] != nil { return .health }
    return steps[step].kindWord == .isolation ? .isolation : nil
  }

  /// Whether the step waits for everything above it in its runbook: triage looks side by side, unless it asks people
  /// what to make of what was seen.
  func waitsForAllAbove(_ step: Int) -> Bool {
    steps[step].needs.above && (phases[step] != .triage || steps[step].asksPeople)
  }

  func areOfOnePhase(_ step: Int, _ other: Int) -> Bool {
    owners[step] == owners[other] && phases[step] == phases[other]
  }
}
