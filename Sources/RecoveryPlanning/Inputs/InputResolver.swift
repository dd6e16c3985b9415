internal import Expressions
internal import RunbookModel

/// Gives every input the value that holds in the run: the person's, else its default.
struct InputResolver {
  private let runbooks: [Runbook]
  private(set) var values: [RunbookName: [InputName: String]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// The most that a value may have, in bytes, so that it fits into an environment.
  static let longestValue = 128_000

  init(_ request: PlanRequest) {
    runbooks = request.runbooks
    var given: [RunbookName: [InputName: String]] = [:]
    var seen: Set<String> = []
    // What names its runbook comes last and so wins over what means every runbook.
    for input in request.inputs.filter({ !$0.name.contains(".") }) + request.inputs.filter({ $0.name.contains(".") }) {
      check(input, isRepeated: !seen.insert(input.name).inserted)
      let owners = owners(of: input.name)
      for (runbook, name) in owners { given[runbook, default: [:]][name] = input.value }
      if owners.isEmpty { diagnostics.append(unknown(input)) }
    }
    for runbook in runbooks {
      var values: [InputName: String] = [:]
      for input in runbook.inputs {
        values[input.name] = given[runbook.name]?[input.name] ?? input.standard
        if values[input.name] == nil { diagnostics.append(missing(input, of: runbook)) }
      }
      self.values[runbook.name] = values
    }
  }

  private func owners(of name: String) -> [(RunbookName, InputName)] {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let input = InputName(parts.last ?? name)
    return runbooks.filter { runbook in
      (parts.count == 1 || runbook.name.text == parts[0]) && runbook.inputs.contains { $0.name == input }
    }.map { ($0.name, input) }
  }

  private mutating func check(_ input: GivenInput, isRepeated: Bool) {
    if isRepeated {
      diagnostics.append(
        Diagnostic("the input \"\(input.name)\" is given twice", at: .commandLine("--input"), hint: "give it once"))
    }
    if input.value.utf8.contains(0) {
      diagnostics.append(
        Diagnostic(
          "the value of \"\(input.name)\" holds a NUL character, which no program could be given",
          at: .commandLine("--input"), hint: "give a text"))
    } else if input.value.utf8.count > Self.longestValue {
      diagnostics.append(
        Diagnostic(
          "the value of \"\(input.name)\" has \(input.value.utf8.count) bytes, and \(Self.longestValue) is the most",
          at: .commandLine("--input"), hint: "put it into a file and give the file's path"))
    }
  }

  private func unknown(_ input: GivenInput) -> Diagnostic {
    let names = runbooks.flatMap { $0.inputs.map(\.name.text) }
    let qualified = runbooks.flatMap { runbook in runbook.inputs.map { "\(runbook.name).\($0.name)" } }
    let known =
      names.isEmpty ? "the runbook takes no inputs" : "it can be \(Set(names).sorted().joined(separator: ", "))"
    return Diagnostic(
      "there is no input \"\(input.name)\"", at: .commandLine("--input"),
      hint: Suggestion.hint(for: input.name, among: names + (input.name.contains(".") ? qualified : [])) ?? known)
  }

  private func missing(_ input: Input, of runbook: Runbook) -> Diagnostic {
    let name = runbooks.count > 1 ? "\(runbook.name).\(input.name)" : input.name.text
    return Diagnostic(
      "the input \"\(input.name)\" has no default, so it must be given", at: input.location,
      hint: "add `--input \(name)=…`" + (input.about.map { ": \($0)" } ?? ""))
  }
}

extension SourceLocation {
  /// Not a place in a file, but an option that a person gave; it is shown by its name.
  static func commandLine(_ option: String) -> SourceLocation { SourceLocation(file: option, line: 1, column: 1) }
}
