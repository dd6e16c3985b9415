internal import Expressions
internal import RunbookModel

/// That a step reads what another one found out, decided or came to.
struct OutputUse {
  var step: Int
  var source: Int
  var name: ValueName
  var location: SourceLocation
  /// The step can't do without the value, so its source must have been carried out.
  var isRequired: Bool
}

/// Finds every use of outputs, results and decisions in the steps' texts and conditions.
struct OutputUseFinder {
  private let table: StepTable
  private var lookup: ReferenceLookup
  private var uses: [OutputUse] = []
  private var diagnostics: [Diagnostic] = []

  static func uses(in table: StepTable) -> ([OutputUse], [Diagnostic]) {
    var finder = OutputUseFinder(table: table, lookup: ReferenceLookup(table))
    for number in table.steps.indices { finder.read(number) }
    return (finder.uses, finder.diagnostics)
  }

  private init(table: StepTable, lookup: ReferenceLookup) {
    self.table = table
    self.lookup = lookup
  }

  private mutating func read(_ number: Int) {
    for used in table.names[number] {
      take(used.name, used.location, number, isRequired: true, mayBeItself: used.isInResult)
    }
    guard let names = table.steps[number].condition.flatMap({ Condition.parse($0).0?.names }) else { return }
    // A condition that asks how the step ended is ready for the case that it gave nothing.
    let asked = Set(
      names.compactMap { name, _ in
        if case .result(let step) = name { step } else { nil }
      })
    for (name, location) in names {
      guard let reference = name.step else { continue }
      take(name, location, number, isRequired: !asked.contains(reference))
    }
  }

  private mutating func take(
    _ name: ValueName, _ location: SourceLocation, _ number: Int, isRequired: Bool, mayBeItself: Bool = false
  ) {
    guard let reference = name.step else { return }
    let runbook = reference.runbook.map { table.runbook(named: $0) } ?? table.owners[number]
    guard let runbook, let source = lookup.step(reference.step, in: runbook) else {
      diagnostics.append(
        Diagnostic(
          "`\(name)` names no step of this run", at: location,
          hint: Suggestion.hint(for: reference.description, among: candidates(number)) ?? "name a step above this one"))
      return
    }
    guard source != number else {
      guard !mayBeItself else { return }
      diagnostics.append(
        Diagnostic(
          "step \"\(table.steps[number].id)\" uses its own `\(name)` before it has run", at: location,
          hint: "use it in a step below"))
      return
    }
    uses.append(OutputUse(step: number, source: source, name: name, location: location, isRequired: isRequired))
  }

  private func candidates(_ number: Int) -> [String] {
    let own = table.owners[number]
    return table.steps.indices.map { table.owners[$0] == own ? table.steps[$0].id.text : table.id(of: $0).description }
  }
}
