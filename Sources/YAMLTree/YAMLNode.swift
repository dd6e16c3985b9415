package import RunbookModel

/// A value of a YAML file that still knows where it stands.
package struct YAMLNode: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// All entries in the order of the file; a key that stands twice is here twice.
    case mapping([YAMLEntry])
  }

  package var value: Value
  var file: String
  var span: SourceSpan
  var aliasPosition: SourcePosition?

  /// Where the value begins (at its quote, bracket or `|`), behind an anchor; the copy for an alias names the original.
  package var location: SourceLocation { span.start.location(in: file) }
  /// Just behind the value's last character; for blocks of text, at most the start of what follows.
  package var end: SourceLocation { span.end.location(in: file) }
  /// Where the `*alias` stands whose copy this node is; nil for what stands here itself and for the insides of a copy.
  package var alias: SourceLocation? { aliasPosition?.location(in: file) }

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = value { scalar } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = value { items } else { nil }
  }

  package var mapping: [YAMLEntry]? {
    if case .mapping(let entries) = value { entries } else { nil }
  }
}

/// A key and its value in a mapping; the key is always a scalar.
package struct YAMLEntry: Sendable, Hashable {
  package var key: YAMLNode
  package var value: YAMLNode
}
