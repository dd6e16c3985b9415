internal import RunbookModel

/// The runbooks of a run with the steps that the planner adds to them, and why each of those is there.
struct PreparedRunbooks {
  var runbooks: [Runbook]
  var proofs: [StepID: Proof] = [:]
  /// Steps that ask whether a service is up which the run doesn't recover.
  var health: [StepID: ServiceName] = [:]
  /// Why a check of verify can't be seen red.
  var unseen: [StepID: String] = [:]

  /// Breaks come before isolation, which also guards the hosts on which only they work.
  init(_ request: PlanRequest) {
    runbooks = request.runbooks
    if request.mode == .drill {
      SeenRed.add(to: &self, request)
      if request.proves { Proving.add(to: &self) }
    }
    runbooks = Isolation.add(to: runbooks, of: request.site, in: request.mode)
    HealthChecks.add(to: &self, of: request.site)
  }

  var isAsWritten: Bool { proofs.isEmpty && health.isEmpty && unseen.isEmpty }

  /// The checks of the author that these phases hold and a drill carries out.
  func checks(of runbook: Runbook, in phases: Set<Phase>) -> [Step] {
    runbook.steps.filter { $0.isCheck && phases.contains($0.phase) && $0.only != .incident }
  }
}

/// Names for the steps that the planner adds to one runbook, none of which anybody else has.
struct AddedNames {
  private var taken: Set<String>

  /// Names become those of files, so that two long ones joined must not be too long.
  private static let longest = 120

  init(_ runbook: Runbook) { taken = Set(runbook.steps.map(\.id.text) + runbook.breaks.map(\.id.text)) }

  mutating func name(_ text: String) -> StepName {
    let text = String(text.prefix(Self.longest))
    var name = text
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(text)-\(number)"
      number += 1
    }
    return StepName(name)
  }
}
