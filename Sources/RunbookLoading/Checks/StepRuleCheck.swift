internal import RunbookModel

/// Keys of one step that contradict each other or say nothing.
enum StepRuleCheck {
  static func check(_ draft: StepDraft) -> [Diagnostic] {
    guard draft.kindIsKnown else { return [] }
    return again(draft) + checks(draft) + scripts(draft) + kinds(draft) + HTTPRuleCheck.check(draft)
  }

  /// What is tried or asked again must be harmless.
  private static func again(_ draft: StepDraft) -> [Diagnostic] {
    let step = draft.step
    var diagnostics: [Diagnostic] = []
    if let retry = step.retry, retry.attempts > 1, retry.reset == nil, !step.mayRunAgain {
      diagnostics.append(
        Diagnostic(
          .error, "`retry` would do step \"\(step.id)\" again, and nothing says that this is harmless",
          at: draft.location(of: "retry"),
          hint: "say `idempotent: true`, or give `retry` a `reset` command that makes the ground clean"))
    }
    if step.onUnknown == .check, step.skipIf == nil {
      diagnostics.append(
        Diagnostic(
          .error, "`on_unknown: check` has nothing to check with", at: draft.location(of: "on_unknown"),
          hint: "add `skip_if:`, a command that succeeds when the work is done"))
    }
    return diagnostics
  }

  /// Keys that belong to checks alone.
  private static func checks(_ draft: StepDraft) -> [Diagnostic] {
    guard !draft.step.isCheck else { return [] }
    return ["within", "seen_red"].filter { draft.reader.has($0) }.map { key in
      Diagnostic(
        .error, "`\(key)` belongs to a check, and step \"\(draft.step.id)\" checks nothing",
        at: draft.location(of: key),
        hint: draft.step.kindWord == .run ? "add `expect:`, even `expect: { exit: 0 }`" : "take it away")
    }
  }

  /// Keys that only a script can use.
  private static func scripts(_ draft: StepDraft) -> [Diagnostic] {
    let step = draft.step
    let word = step.kindWord
    var idle: [String] = []
    if word != .run { idle.append("outputs") }
    if step.scripts.isEmpty {
      idle.append("files")
      if word != .template { idle.append("with") }
    }
    return idle.filter { draft.reader.has($0) }.map { key in
      Diagnostic(
        .error, "`\(key)` says nothing in a `\(word.rawValue)` step, which runs no script", at: draft.location(of: key),
        hint: "take it away")
    }
  }

  private static func kinds(_ draft: StepDraft) -> [Diagnostic] {
    guard draft.step.kindWord == .reboot || draft.step.kindWord == .decide else { return [] }
    switch draft.step.kind {
    case .reboot where draft.step.on == nil:
      return [
        Diagnostic(
          .error, "`reboot` without `on` would restart the machine that runs halfhour",
          at: draft.location(of: "reboot"),
          hint: "add `on:`, the host to restart")
      ]
    case .decide(let decision): return options(of: decision, draft)
    default: return []
    }
  }

  private static func options(of decision: Decision, _ draft: StepDraft) -> [Diagnostic] {
    guard Set(decision.options.map(\.name)).count < max(2, decision.options.count) else { return [] }
    return [
      Diagnostic(
        .error, "`decide` needs at least two different options", at: draft.location(of: "decide"),
        hint: "list them under `options`, each once")
    ]
  }
}
