/// Finds the places of ever later characters of one text without starting at its beginning each time.
package struct SourceWalker {
  private let source: SourceText
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var place: SourceLocation
  private var turns: ArraySlice<SourceText.Turn>

  /// `scalars` are those of the text.
  package init(_ source: SourceText, scalars: [Unicode.Scalar]) {
    self.source = source
    self.scalars = scalars
    self.place = source.start
    self.turns = source.turns[...]
    turn()
  }

  /// Where the scalar at an offset stands; the end of a text that ends with line breaks is the end of its last line.
  package mutating func location(at target: Int) -> SourceLocation {
    var target = min(target, scalars.count)
    if target == scalars.count { while target > 0, scalars[target - 1] == "\n" { target -= 1 } }
    if target < offset { self = SourceWalker(source, scalars: scalars) }
    while offset < target { advance() }
    return place
  }

  private mutating func advance() {
    if scalars[offset] == "\n" {
      place.line += 1
      // An empty line ends before the column in which the others begin.
      let isEmpty = offset + 1 < scalars.count && scalars[offset + 1] == "\n"
      place.column = isEmpty ? 1 : source.continuationColumn
    } else {
      place.column += 1
    }
    offset += 1
    turn()
  }

  private mutating func turn() {
    guard let next = turns.first, next.offset == offset else { return }
    (place.line, place.column) = (next.line, next.column)
    _ = turns.popFirst()
  }
}
