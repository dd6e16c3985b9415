internal import RunbookLoading
internal import RunbookModel

/// Shows what is wrong with files on the error output, with the lines that are meant.
enum DiagnosticPrinter {
  static func print(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if diagnostic.location.file.hasPrefix("--") {
        printOption(diagnostic)
        continue
      }
      let text = DiagnosticText(diagnostic) { file in
        FileSource.disk.contents(file).map { String(decoding: $0, as: UTF8.self) }
      }
      Output.error(String(text.text.dropLast()))
    }
    guard let summary = summary(diagnostics) else { return }
    Output.error(summary)
  }

  /// What is wrong with an option has no line to show.
  private static func printOption(_ diagnostic: Diagnostic) {
    Output.error("\(diagnostic.location.file): \(diagnostic.severity.rawValue): \(diagnostic.message)")
    if let hint = diagnostic.hint { Output.error("  help: \(hint)") }
  }

  static func summary(_ diagnostics: [Diagnostic]) -> String? {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    guard errors + warnings > 0 else { return nil }
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    return [errors > 0 ? count(errors, "error") : nil, warnings > 0 ? count(warnings, "warning") : nil]
      .compactMap { $0 }.joined(separator: ", ")
  }
}
