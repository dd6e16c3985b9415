package import RunbookModel

/// A text as YAML's quoting rules give it; what it means (number, duration, name) is for the schema to say.
package struct YAMLScalar: Sendable, Hashable {
  package enum Style: Sendable, Hashable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package var text: String
  package var style: Style
  var file: String
  var contentStart: SourcePosition
  var continuationColumn: UInt32

  /// True for a plain scalar that is empty or `~`, and for nothing else: `null` and `no` are words.
  package var isNull: Bool { style == .plain && (text.isEmpty || text == "~") }

  /// The text with the place of its characters: behind an opening quote, below a `|` at the block's indentation.
  package var source: SourceText {
    SourceText(text, start: contentStart.location(in: file), continuationColumn: Int(continuationColumn))
  }
}
