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
      scalar.text, start: scalar.contentStart.location(in: file), continuationColumn: Int(scalar.continuationColumn))
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

/// A key and its value in a mapping; the key is always a scalar.
///
/// There are as many keys as values, and most are only looked at for their name, so they are no nodes of their own.
package struct YAMLEntry: Sendable {
  /// The text of the key.
  package let name: String
  package let value: YAMLNode
  private let place: KeyPlace

  /// Nil for a key that is no scalar.
  init?(key: YAMLNode, value: YAMLNode) {
    guard case .scalar(let scalar) = key.value else { return nil }
    name = scalar.text
    self.value = value
    place = KeyPlace(
      style: scalar.style, contentStart: scalar.contentStart, continuationColumn: scalar.continuationColumn,
      span: key.span, aliasPosition: key.aliasPosition)
  }

  package var key: YAMLNode {
    let scalar = YAMLScalar(
      text: name, style: place.style, contentStart: place.contentStart, continuationColumn: place.continuationColumn)
    return YAMLNode(
      value: .scalar(scalar), file: value.file, span: place.span, aliasPosition: place.aliasPosition)
  }
}

/// What is needed beside its text to make the node of a key.
private struct KeyPlace: Sendable {
  let style: YAMLScalar.Style
  let contentStart: SourcePosition
  let continuationColumn: UInt32
  let span: SourceSpan
  let aliasPosition: SourcePosition?
}
