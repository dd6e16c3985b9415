internal import Expressions
internal import RunbookModel

/// Finds what a reference in `needs` means, or says why it can't be meant.
struct ReferenceLookup {
  enum Target {
    case step(Int, runbook: Int)
    case phase(Phase, runbook: Int)

    var runbook: Int {
      switch self {
      case .step(_, let runbook), .phase(_, let runbook): runbook
      }
    }
  }

  private let table: StepTable
  private var numbers: [Int: [String: Int]] = [:]

  init(_ table: StepTable) { self.table = table }

  mutating func step(_ name: String, in runbook: Int) -> Int? {
    if let known = numbers[runbook] { return known[name] }
    let range = table.ranges[runbook]
    let made = Dictionary(range.map { (table.steps[$0].id.text, $0) }) { first, _ in first }
    numbers[runbook] = made
    return made[name]
  }

  mutating func target(of text: SourceText, from step: Int) -> Result<Target, Diagnostic> {
    let parts = text.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var runbook = table.owners[step]
    var name = text.text
    if parts.count == 2 {
      guard let found = table.runbook(named: parts[0]) else { return .failure(absent(parts[0], text)) }
      runbook = found
      name = parts[1]
    }
    if let needed = self.step(name, in: runbook) {
      return check(needed, text, from: step).map { .step(needed, runbook: runbook) }
    }
    guard let phase = Phase(rawValue: name) else { return .failure(unknown(text, from: step)) }
    guard table.ranges[runbook].contains(where: { table.phases[$0] == phase }) else {
      return .failure(
        Diagnostic(
          "the phase `\(text.text)` has no steps, so nothing can wait for it", at: text.start,
          hint: "take it away, or name a phase that has steps"))
    }
    return check(phase, text, in: runbook, from: step).map { .phase(phase, runbook: runbook) }
  }

  private func check(_ needed: Int, _ text: SourceText, from step: Int) -> Result<Void, Diagnostic> {
    if needed == step {
      return .failure(
        Diagnostic("step \"\(text.text)\" can't wait for itself", at: text.start, hint: "take it out of its `needs`"))
    }
    guard table.owners[needed] == table.owners[step], table.phases[needed] > table.phases[step] else {
      return .success(())
    }
    return .failure(
      later("\"\(text.text)\" stands in `\(table.phases[needed].rawValue)`", text, from: step, needed))
  }

  private func check(
    _ phase: Phase, _ text: SourceText, in runbook: Int, from step: Int
  ) -> Result<Void, Diagnostic> {
    guard runbook == table.owners[step], phase >= table.phases[step] else { return .success(()) }
    if phase > table.phases[step] { return .failure(later("`\(phase.rawValue)`", text, from: step)) }
    return .failure(
      Diagnostic(
        "step \"\(table.steps[step].id)\" can't wait for the phase in which it stands", at: text.start,
        hint: "name steps of it, or `above` for everything above"))
  }

  private func later(_ what: String, _ text: SourceText, from step: Int, _ needed: Int? = nil) -> Diagnostic {
    let waiting = table.steps[step]
    return Diagnostic(
      "step \"\(waiting.id)\" stands in `\(waiting.phase.rawValue)` and can't need a later phase: \(what)",
      at: text.start, hint: "move the step down, or take this out of its `needs`",
      notes: needed.map { [.init("what it needs stands here", at: table.steps[$0].location)] } ?? [])
  }

  private func absent(_ runbook: String, _ text: SourceText) -> Diagnostic {
    Diagnostic(
      "the runbook \"\(runbook)\" isn't part of this run", at: text.start,
      hint: Suggestion.hint(for: runbook, among: table.runbooks.map(\.name.text))
        ?? "run the set that recovers both, or take this out of `needs`")
  }

  private func unknown(_ text: SourceText, from step: Int) -> Diagnostic {
    let own = table.owners[step]
    var candidates: [String] = []
    for (number, range) in table.ranges.enumerated() {
      let prefix = number == own ? "" : table.runbooks[number].name.text + "."
      candidates += range.map { prefix + table.steps[$0].id.text }
      candidates += Set(range.map { table.phases[$0] }).sorted().map { prefix + $0.rawValue }
    }
    return Diagnostic(
      "there is no step or phase \"\(text.text)\" to wait for", at: text.start,
      hint: Suggestion.hint(for: text.text, among: candidates) ?? "name a step, a phase or `above`")
  }
}
