internal import RunbookModel

/// A text as YAML's quoting rules give it; what it means (number, duration, name) is for the schema to say.
package struct YAMLScalar: Sendable, Hashable {
  package enum Style: Sendable, Hashable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package var text: String
  package var style: Style
  var contentStart: SourcePosition
  var continuationColumn: UInt32
  var turns: [SourceText.Turn] = []

  /// True for a plain scalar that is empty or `~`, and for nothing else: `null` and `no` are words.
  package var isNull: Bool { style == .plain && (text.isEmpty || text == "~") }
}
