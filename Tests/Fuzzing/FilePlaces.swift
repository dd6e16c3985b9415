import RunbookModel

/// The lines and columns that there are in a file, its end included.
struct FilePlaces {
  private let columns: [Int]

  /// A byte order mark at a file's begin takes no column.
  init(file bytes: [UInt8]) {
    self.init(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...])
  }

  init(text: String) { self.init(Array(text.utf8)[...]) }

  private init(_ bytes: ArraySlice<UInt8>) {
    columns = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { line in line.count { $0 & 0xC0 != 0x80 } + 1 }
  }

  func contains(_ location: SourceLocation) -> Bool {
    (1...columns.count).contains(location.line) && (1...columns[location.line - 1]).contains(location.column)
  }

  /// Every diagnostic says something about a place that there is, and can be shown on a terminal.
  func check(_ diagnostics: [Diagnostic], contents text: String) {
    // Each is searched for in the text from its begin, so a few must do.
    for diagnostic in diagnostics.prefix(4) { Self.check(diagnostic) { _ in text } }
    for diagnostic in diagnostics {
      for location in [diagnostic.location] + diagnostic.notes.map(\.location) {
        demand(contains(location), "\(location) is a place in the file: \(diagnostic)")
      }
    }
  }

  static func check(_ diagnostic: Diagnostic, contents: (_ file: String) -> String?) {
    demand(!diagnostic.message.isEmpty, "a diagnostic says something")
    let shown = withoutActuallyEscaping(contents) { DiagnosticText(diagnostic, contents: $0).text }
    let controls = shown.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
    demand(controls.isEmpty, "a diagnostic sends no control characters: \(shown.debugDescription)")
  }
}
