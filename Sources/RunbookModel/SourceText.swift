/// A text exactly as its author wrote it, which still knows where each of its characters stands.
package struct SourceText: Hashable, Sendable {
  package var text: String
  /// Where the first character of the content stands: behind an opening quote, on the first line of a block.
  package var start: SourceLocation
  /// The column in which the lines after the first begin.
  package var continuationColumn: Int
  /// The places at which the file goes on elsewhere than the text does, in the order of the text.
  package var turns: [Turn]

  package init(_ text: String, start: SourceLocation, continuationColumn: Int = 1, turns: [Turn] = []) {
    self.text = text
    self.start = start
    self.continuationColumn = continuationColumn
    self.turns = turns
  }

  /// Where the Unicode scalar at `offset` of the text stands: its escape's begin, and for a folded line break the end of its line.
  package func location(at offset: Int) -> SourceLocation {
    var walker = SourceWalker(self, scalars: Array(text.unicodeScalars))
    return walker.location(at: offset)
  }
}

extension SourceText {
  /// A scalar of the text that doesn't stand behind the one before it: a line was folded, or a character escaped.
  package struct Turn: Hashable, Sendable, Decodable {
    package var offset: Int
    package var line: Int
    package var column: Int

    package init(offset: Int, line: Int, column: Int) {
      self.offset = offset
      self.line = line
      self.column = column
    }
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
