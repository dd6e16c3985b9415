internal import RunbookModel

/// Finds the places of ever later characters of one text without starting at its beginning each time.
struct SourceWalker {
  private let source: SourceText
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var place: SourceLocation

  init(_ source: SourceText, scalars: [Unicode.Scalar]) {
    self.source = source
    self.scalars = scalars
    self.place = source.start
  }

  mutating func location(at target: Int) -> SourceLocation {
    guard target >= offset else { return source.location(at: target) }
    while offset < min(target, scalars.count) {
      if scalars[offset] == "\n" {
        place.line += 1
        place.column = source.continuationColumn
      } else {
        place.column += 1
      }
      offset += 1
    }
    return place
  }
}
