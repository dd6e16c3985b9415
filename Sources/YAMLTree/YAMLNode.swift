package import RunbookModel

/// A value of a YAML file that still knows where it stands; it never changes, so that whoever looks at it shares it.
package final class YAMLNode: Sendable {
  package enum Value: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// All entries in the order of the file; a key that stands twice is here twice.
    case mapping([YAMLEntry])
  }

  package let value: Value
  let file: String
  let span: SourceSpan
  let aliasPosition: SourcePosition?

  init(value: Value, file: String, span: SourceSpan, aliasPosition: SourcePosition? = nil) {
    self.value = value
    self.file = file
    self.span = span
    self.aliasPosition = aliasPosition
  }

  /// The copy that an alias at this place stands for.
  func copy(for alias: SourcePosition) -> YAMLNode {
    YAMLNode(value: value, file: file, span: span, aliasPosition: alias)
  }

  /// Where the value begins (at its quote, bracket or `|`), behind an anchor; the copy for an alias names the original.
  package var location: SourceLocation { span.start.location(in: file) }
  /// Just behind the value's last character; for blocks of text, at most the start of what follows.
  package var end: SourceLocation { span.end.location(in: file) }
  /// Where the `*alias` stands whose copy this node is; nil for what stands here itself and for the insides of a copy.
  package var alias: SourceLocation? { aliasPosition?.location(in: file) }

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = value { scalar } else { nil }
  }

  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let scalar) = value { scalar.text } else { nil }
  }

  /// The text of a scalar with the place of its characters: behind an opening quote, below a `|` at its indentation.
  package var source: SourceText? {
    guard case .scalar(let scalar) = value else { return nil }
    return SourceText(
      scalar.text, start: scalar.contentStart.location(in: file), continuationColumn: Int(scalar.continuationColumn),
      turns: scalar.turns)
  }

  /// Whether nothing stands behind the colon or the dash, or a `~`.
  package var isNull: Bool {
    if case .scalar(let scalar) = value { scalar.isNull } else { false }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = value { items } else { nil }
  }

  package var mapping: [YAMLEntry]? {
    if case .mapping(let entries) = value { entries } else { nil }
  }
}
