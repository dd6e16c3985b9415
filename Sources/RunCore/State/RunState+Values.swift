internal import Expressions
internal import RecoveryPlanning
internal import RunbookModel

/// The values of the names that a step uses, as far as the run knows them; secrets never come here.
extension RunState {
  func knownValues(of index: Int) -> [ValueName: String] {
    var values: [ValueName: String] = [:]
    for name in graph.names[index] { values[name] = value(of: name, for: index) }
    return values
  }

  /// Why the step can't start: a name without a value.
  func missingValue(of index: Int) -> String? {
    for name in neededNames(of: index) {
      switch name {
      case .secret, .captured: continue
      default: break
      }
      if value(of: name, for: index) == nil { return explain(name, for: index) }
    }
    return nil
  }

  /// The names without which the step can't do its work; a fact beside a question may lack its value.
  private func neededNames(of index: Int) -> [ValueName] {
    guard case .decide(let decision) = plan.steps[index].step.kind else { return graph.names[index] }
    return InterpolatedText.parse(decision.question).0.names.map(\.name)
  }

  /// A text for people to read: a name without a value says so in words.
  func readable(_ source: SourceText, for index: Int) -> String {
    // Every name has words here; what can't be read at all is shown as its author wrote it.
    let text = try? InterpolatedText.parse(source).0.evaluate { name in
      switch name {
      case .secret: "(\(name) is not shown)"
      default: value(of: name, for: index) ?? "(unknown: \(explain(name, for: index)))"
      }
    }
    return text ?? source.text
  }

  /// A step whose outputs this one wants and which never started, so that it left nothing behind.
  func usedStepThatNeverRan(by index: Int) -> StepID? {
    for name in graph.names[index] {
      guard case .output(let step, _) = name else { continue }
      let id = resolve(step, for: index)
      if self[id]?.attempts.isEmpty == true { return id }
    }
    // A host that was to be made, and never was.
    for host in graph.hosts[index] where destination(of: host) == nil {
      let givers = graph.providers[host, default: []]
      if let giver = givers.first, givers.allSatisfy({ steps[$0].attempts.isEmpty }) { return plan.steps[giver].id }
    }
    return nil
  }

  func holds(_ text: SourceText, for index: Int) throws -> Bool {
    let (condition, diagnostics) = Condition.parse(text)
    guard let condition else { throw UnreadableCondition(message: diagnostics.first?.message ?? text.text) }
    return try condition.evaluate { value(of: $0, for: index) }
  }

  /// A text of a step that has just given these outputs; nil where a name in it has no value.
  func text(_ source: SourceText, of index: Int, with outputs: [OutputName: String]) -> String? {
    // What is missing is no error of the program: whoever asks says what it means.
    try? InterpolatedText.parse(source).0.evaluate { name in
      if case .output(let step, let output) = name, resolve(step, for: index) == plan.steps[index].id {
        return outputs[OutputName(output)]
      }
      return value(of: name, for: index)
    }
  }

  /// A plan whose condition can't be read was made by another version of halfhour.
  private struct UnreadableCondition: Error, CustomStringConvertible {
    var message: String

    var description: String { message }
  }

  private func value(of name: ValueName, for index: Int) -> String? {
    switch name {
    case .input(let input): graph.input(InputName(input), of: plan.steps[index].id.runbook)
    case .secret, .captured: nil
    case .output(let step, let output): value(of: OutputName(output), of: resolve(step, for: index))
    case .result(let step): self[resolve(step, for: index)]?.outcome?.rawValue
    case .decision(let step): self[resolve(step, for: index)]?.decision
    case .hostAddress(let host):
      plan.addresses[HostName(host)]
        ?? hosts[HostName(host)]?.provided.map { AddressText.host(of: $0.destination) }
    case .runMode: plan.mode.rawValue
    }
  }

  /// What the step gave, else what was given in its place when the plan was made.
  private func value(of output: OutputName, of step: StepID) -> String? {
    self[step]?.outputs[output] ?? plan.givenOutputs[step]?[output]
  }

  func resolve(_ step: StepReference, for index: Int) -> StepID {
    StepID(step.runbook.map { RunbookName($0) } ?? plan.steps[index].id.runbook, StepName(step.step))
  }

  private func explain(_ name: ValueName, for index: Int) -> String {
    guard case .output(let step, let output) = name else { return "\(name) has no value" }
    let id = resolve(step, for: index)
    let text = "needs the output \(output) of \(id), which has none"
    guard self[id] != nil else { return "needs the output \(output) of \(id), which is no part of this" }
    guard let outcome = self[id]?.outcome else { return "\(text): it is not over" }
    return "\(text): it is \(outcome.rawValue)"
  }
}
