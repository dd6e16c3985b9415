import RunbookModel

/// Diagnostics as the golden files hold them, without source lines.
enum DiagnosticLines {
  static func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      let hint = diagnostic.hint.map { "  hint: \($0)\n" } ?? ""
      let notes = diagnostic.notes.map { "  note: \($0.location): \($0.message)\n" }.joined()
      return "\(diagnostic.location): \(diagnostic.severity.rawValue): \(diagnostic.message)\n\(hint)\(notes)"
    }.joined()
  }
}
