/// A key and its value in a mapping; the key is always a scalar.
package struct YAMLEntry: Sendable {
  /// The text of the key.
  package let name: String
  package let value: YAMLNode
  private let place: YAMLKey.Place

  init(_ key: YAMLKey, value: YAMLNode) {
    name = key.text
    place = key.place
    self.value = value
  }

  package var key: YAMLNode { YAMLKey(text: name, place: place).node(file: value.file) }
}

/// A key as it is kept: there are as many keys as values, and most are only looked at for their text.
struct YAMLKey: Sendable {
  enum Place: Sendable {
    /// Of a plain text on one line nothing else needs to be known.
    case word(SourceSpan)
    case node(YAMLNode)
  }

  let text: String
  let place: Place

  init(text: String, place: Place) {
    self.text = text
    self.place = place
  }

  init(_ scalar: YAMLScalar, span: SourceSpan, file: String) {
    text = scalar.text
    place =
      scalar.style == .plain && span.start.line == span.end.line
      ? .word(span) : .node(YAMLNode(value: .scalar(scalar), file: file, span: span))
  }

  /// Nil for a node that is no scalar.
  init?(_ node: YAMLNode) {
    guard let text = node.text else { return nil }
    self.text = text
    place = .node(node)
  }

  var isPlain: Bool {
    switch place {
    case .word: true
    case .node(let node): node.scalar?.style == .plain
    }
  }

  func node(file: String) -> YAMLNode {
    switch place {
    case .node(let node): return node
    case .word(let span):
      let scalar = YAMLScalar(
        text: text, style: .plain, contentStart: span.start, continuationColumn: span.start.column)
      return YAMLNode(value: .scalar(scalar), file: file, span: span)
    }
  }
}
