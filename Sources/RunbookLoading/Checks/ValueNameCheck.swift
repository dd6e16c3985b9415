internal import Expressions
internal import RunbookModel

/// Names in `{{ … }}` and in conditions that stand for nothing, or for something that can't stand there.
struct ValueNameCheck {
  let runbook: Runbook
  let context: CheckContext

  enum Place {
    /// Evaluated when the step starts.
    case text
    /// A person reads it.
    case shown
    /// Evaluated when the step has ended, so that it may use the step's own outputs.
    case result
    case condition
  }

  func check(_ step: Step) -> [Diagnostic] {
    let place: Place = step.kindWord.isPrompt || step.kindWord == .notify ? .shown : .text
    var diagnostics = step.textsWithNames.flatMap { check($0, place, in: step) }
    diagnostics += step.resultTexts.flatMap { check($0, .result, in: step) }
    guard let source = step.condition else { return diagnostics }
    let (condition, problems) = Condition.parse(source)
    let names = condition?.names ?? []
    return diagnostics + problems + self.names(names, .condition, in: step) + capturedProblems(names, source, in: step)
  }

  private func check(_ text: SourceText, _ place: Place, in step: Step) -> [Diagnostic] {
    let (interpolated, problems) = InterpolatedText.parse(text)
    return problems + names(interpolated.names, place, in: step) + capturedProblems(interpolated.names, text, in: step)
  }

  private func names(_ names: [(name: ValueName, location: SourceLocation)], _ place: Place, in step: Step)
    -> [Diagnostic]
  {
    names.compactMap { name, location in
      switch name {
      case .input(let input): undefined("input", input, among: runbook.inputs.map(\.name.text), "inputs", at: location)
      case .secret(let secret):
        undefined("secret", secret, among: runbook.secrets.map(\.name.text), "secrets", at: location)
          ?? secretProblem(secret, place, at: location)
      case .output(let reference, let output): outputProblem(reference, output, place, in: step, at: location)
      case .result(let reference): stepProblem(reference, in: step, at: location)
      case .decision(let reference): decisionProblem(reference, in: step, at: location)
      case .hostAddress(let host): Self.unknownHost(host, in: context.site, at: location)
      case .runMode, .captured: nil
      }
    }
  }

  private func undefined(
    _ kind: String, _ name: String, among candidates: [String], _ key: String, at location: SourceLocation
  ) -> Diagnostic? {
    guard !candidates.contains(name) else { return nil }
    return Diagnostic(
      .error, "the runbook has no \(kind) \"\(name)\"", at: location,
      hint: Suggestion.hint(for: name, among: candidates) ?? "name it under `\(key)`")
  }

  private func secretProblem(_ secret: String, _ place: Place, at location: SourceLocation) -> Diagnostic? {
    guard place != .text else { return nil }
    let why = place == .condition ? "can't stand in a condition" : "can't stand where it would be shown or recorded"
    return Diagnostic(
      .error, "the secret \"\(secret)\" \(why)", at: location, hint: "give it to a script, through `with`")
  }

  static func unknownHost(_ host: String, in site: Site?, at location: SourceLocation) -> Diagnostic? {
    guard let candidates = site?.hosts.map(\.name.text), !candidates.contains(host) else { return nil }
    return Diagnostic(
      .error, "the site has no host \"\(host)\"", at: location,
      hint: Suggestion.hint(for: host, among: candidates) ?? "name it under `hosts` in site.yaml")
  }
}
