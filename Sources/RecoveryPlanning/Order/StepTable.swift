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
  private let runbookNumbers: [String: Int]

  init(_ request: PlanRequest) {
    let runbooks = Isolation.add(to: request.runbooks, of: request.site, in: request.mode)
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

  func areOfOnePhase(_ step: Int, _ other: Int) -> Bool {
    owners[step] == owners[other] && phases[step] == phases[other]
  }
}
