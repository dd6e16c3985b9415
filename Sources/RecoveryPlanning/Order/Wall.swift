internal import RunbookModel

/// Why a row of steps that the planner made stands there; nothing of its runbook passes a wall.
enum Wall: Hashable {
  case isolation, health, seenRed
  case damage(StepName), noticing(StepName), mending(StepName), mended(StepName)

  init(_ proof: Proof) {
    switch proof {
    case .seenRed: self = .seenRed
    case .damage(let name): self = .damage(name)
    case .noticing(let name, _): self = .noticing(name)
    case .mending(let name): self = .mending(name)
    case .mended(let name, _): self = .mended(name)
    }
  }
}
