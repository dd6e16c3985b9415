internal import Expressions
internal import RunbookModel

/// A value never becomes shell code or SQL, so our names can't stand in scripts and queries.
enum ScriptCheck {
  static func check(_ step: Step) -> [Diagnostic] {
    step.scripts.flatMap(check) + query(of: step)
  }

  static func check(_ script: SourceText) -> [Diagnostic] { names(in: script, "a script", hint: hintOfScripts) }

  private static func query(of step: Step) -> [Diagnostic] {
    guard step.kindWord == .sql, case .sql(let probe) = step.kind else { return [] }
    return names(in: probe.query, "a query") { "give it in `parameters: [\"{{ \($0) }}\"]` and put a placeholder here" }
  }

  private static func hintOfScripts(_ name: ValueName) -> String {
    if case .input(let input) = name, let variable = NameRule.variable(for: input) {
      return "inputs arrive by themselves: write \"$\(variable)\""
    }
    return "give it a variable, `with: { value: \"{{ \(name) }}\" }`, and write \"$value\" here"
  }

  private static func names(in script: SourceText, _ place: String, hint: (ValueName) -> String) -> [Diagnostic] {
    InterpolatedText.reservedNames(in: script).map { name, location in
      Diagnostic(
        .error, "`{{ \(name) }}` can't stand in \(place): a value never becomes code", at: location, hint: hint(name))
    }
  }
}
