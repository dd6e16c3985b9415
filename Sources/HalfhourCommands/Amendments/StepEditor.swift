internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// Changes a step of a run, or an input, on the run's own copy of its runbook.
struct StepEditor {
  private let folder: RunFolder
  let state: RunState

  init(folder: RunFolder, state: RunState) {
    self.folder = folder
    self.state = state
  }

  /// The step as it is now, without the indentation that its lines share.
  func text(of step: StepID) throws(CommandFailure) -> String {
    try KeptTexts(folder: folder, state: state).block(of: step).block.text
  }

  /// What another text makes of a step; nil where nothing differs. Throws all that is wrong with it, as it is shown.
  func change(of step: StepID, to text: String) throws(CommandFailure) -> StepChange? {
    let kept = try KeptTexts(folder: folder, state: state)
    let before = try kept.block(of: step).block.text
    guard StepBlock.count(of: text) > 0 else { throw CommandFailure("\(step) has no text any more") }
    guard let index = state.plan.steps.firstIndex(where: { $0.id == step }) else {
      throw CommandFailure("the run has no step \(step)")
    }
    let after = StepBlock.trimmed(text)
    guard after != before else { return nil }
    // Both are as long, so that all that differs of other steps is what the edit does to them.
    let lines = max(StepBlock.count(of: before), StepBlock.count(of: text))
    var (old, edited) = (kept, kept)
    try old.replace(step, with: before, lines: lines)
    let place = try edited.replace(step, with: text, lines: lines)
    let (loaded, loading) = edited.load()
    guard let loaded else { throw failure(loading, place, edited) }
    let (plan, planning) = edited.plan(loaded)
    guard let plan else { throw failure(planning, place, edited) }
    guard plan.steps.contains(where: { $0.id == step }) else {
      throw CommandFailure("the text has no step \(step) any more; its id can't be changed during a run")
    }
    let change = StepChange(
      step: try settled(step, in: plan, at: index), before: before, after: after,
      difference: Self.difference(step, before, after))
    if change.step == state.plan.steps[index] { return nil }
    if let objection = state.objection(toChange: .step(change), of: step) { throw CommandFailure(objection) }
    try requireOnly(step, in: plan, differsFrom: try planned(old))
    return change
  }

  /// What `name=value` means for the runbook of a step.
  func inputChange(_ assignment: String, for step: StepID) throws(CommandFailure) -> InputChange {
    let (name, value) = try NamedValue.split(assignment, option: "--input", form: "name=value")
    let own = name.hasPrefix("\(step.runbook).") ? String(name.dropFirst(step.runbook.text.count + 1)) : name
    let inputs = state.plan.runbooks.first { $0.name == step.runbook }?.inputs ?? [:]
    guard let before = inputs[InputName(own)] else {
      let known = inputs.keys.map(\.text).sorted().joined(separator: ", ")
      throw CommandFailure(
        known.isEmpty
          ? "\(step.runbook) takes no inputs" : "\(step.runbook) has no input \(own), but \(known)")
    }
    let change = InputChange(runbook: step.runbook, input: InputName(own), before: before, after: value)
    guard before != value else { throw CommandFailure("\(own) is \"\(value)\" already") }
    let kept = try KeptTexts(folder: folder, state: state)
    if let loaded = kept.load().0 {
      let (plan, diagnostics) = kept.plan(loaded, inputs: [change])
      if plan == nil { throw failure(diagnostics, nil, kept) }
    }
    return change
  }

  /// The same without the edit, so that only what the edit does is seen.
  private func planned(_ kept: KeptTexts) throws(CommandFailure) -> Plan {
    guard let loaded = kept.load().0, let plan = kept.plan(loaded).0 else {
      throw CommandFailure("this version of halfhour can't plan the runbook as the run kept it")
    }
    return plan
  }

  private func requireOnly(_ step: StepID, in plan: Plan, differsFrom old: Plan) throws(CommandFailure) {
    let new = Dictionary(plan.steps.map { ($0.id, $0) }) { first, _ in first }
    let added = plan.steps.map(\.id).filter { id in !old.steps.contains { $0.id == id } }
    if let other = added.first {
      throw CommandFailure("the text adds a step \(other), and only \(step) can be changed")
    }
    for planned in old.steps where planned.id != step && planned.undoes != step && planned.proof?.check != step {
      guard let other = new[planned.id] else {
        throw CommandFailure("the text takes \(planned.id) away, and only \(step) can be changed")
      }
      guard other.isSame(as: planned) else {
        throw CommandFailure("the text changes \(planned.id), too, and only \(step) can be changed")
      }
    }
  }

  /// What it must wait for stays as it is: what it newly uses has to be over, and others don't wait for it anew.
  private func settled(_ step: StepID, in plan: Plan, at index: Int) throws(CommandFailure) -> PlannedStep {
    let old = state.plan.steps[index]
    guard var new = plan.steps.first(where: { $0.id == step }) else { return old }
    let known = Set(old.needs.map(\.step))
    for need in new.needs where need.usesOutputs && !known.contains(need.step) && state[need.step]?.outcome == nil {
      throw CommandFailure("\(step) would have to wait for \(need.step), which is not over")
    }
    new.needs = old.needs
    new.remaining = old.remaining
    new.critical = old.critical
    return new
  }

  private func failure(_ diagnostics: [Diagnostic], _ place: EditedPlace?, _ kept: KeptTexts) -> CommandFailure {
    let errors = diagnostics.filter { $0.severity == .error }.map { place?.moved($0) ?? $0 }
    let texts = errors.map { diagnostic in
      if diagnostic.location.file.hasPrefix("--") {
        return "\(diagnostic.location.file): \(diagnostic.message)" + (diagnostic.hint.map { "\n  help: \($0)" } ?? "")
      }
      let text = DiagnosticText(diagnostic) { file in
        file == place?.name ? place?.text : kept.text(ofFile: file)
      }
      return String(text.text.dropLast())
    }
    return CommandFailure(texts.joined(separator: "\n"))
  }

  private static func difference(_ step: StepID, _ before: String, _ after: String) -> String {
    func lines(_ text: String) -> [String] {
      text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return UnifiedDiff.lines(
      lines(before), lines(after), oldName: "\(step) as planned", newName: "\(step) as changed"
    ).joined(separator: "\n")
  }
}

extension StepBlock {
  /// A text as it comes back once it stood in a runbook: without blank lines at its end.
  static func trimmed(_ text: String) -> String {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.map { $0.allSatisfy(\.isWhitespace) ? "\n" : $0 + "\n" }.joined()
  }
}

extension PlannedStep {
  /// Apart from its place among the times of the plan, which moves with any budget.
  fileprivate func isSame(as other: PlannedStep) -> Bool {
    var other = other
    other.remaining = remaining
    other.critical = critical
    return self == other
  }
}
