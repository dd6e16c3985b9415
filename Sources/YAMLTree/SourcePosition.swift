internal import RunbookModel

/// A line and a column from 1, small enough to be kept for every node; the column counts Unicode scalars.
struct SourcePosition: Sendable, Hashable {
  var line: UInt32
  var column: UInt32

  init(line: Int, column: Int) {
    self.line = UInt32(truncatingIfNeeded: line)
    self.column = UInt32(truncatingIfNeeded: column)
  }

  func location(in file: String) -> SourceLocation {
    SourceLocation(file: file, line: Int(line), column: Int(column))
  }
}

/// From a first character to just behind a last one.
struct SourceSpan: Sendable, Hashable {
  var start: SourcePosition
  var end: SourcePosition
}
