/// A text exactly as its author wrote it, which still knows where each of its characters stands.
package struct SourceText: Hashable, Sendable {
  package var text: String
  /// Where the first character of the content stands: behind an opening quote, on the first line of a block.
  package var start: SourceLocation
  /// The column in which the lines after the first begin.
  package var continuationColumn: Int

  package init(_ text: String, start: SourceLocation, continuationColumn: Int = 1) {
    self.text = text
    self.start = start
    self.continuationColumn = continuationColumn
  }

  /// Where the Unicode scalar at `offset` of the text stands; exact in plain scalars and literal blocks, near in folded or escaped ones.
  package func location(at offset: Int) -> SourceLocation {
    var location = start
    for scalar in text.unicodeScalars.prefix(offset) {
      if scalar == "\n" {
        location.line += 1
        location.column = continuationColumn
      } else {
        location.column += 1
      }
    }
    return location
  }
}

extension SourceText {
  /// Whether `{{ … }}` may stand in it: a quick look, so that most texts are never taken apart.
  package var mayHoldNames: Bool { text.hasByte(UInt8(ascii: "{")) }
}

extension String {
  /// Looks at the bytes as they lie in memory, many times as fast as one after the other.
  package func hasByte(_ byte: UInt8) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.contains(byte) } ?? utf8.contains(byte)
  }
}
