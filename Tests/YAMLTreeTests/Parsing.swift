import RunbookModel
import Testing
import YAMLTree

/// The root and mistakes of a text.
func parse(_ text: String, limits: YAMLLimits = .standard) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
  YAMLParser.parse(Array(text.utf8), file: "a.yaml", limits: limits)
}

/// The root of a text that must hold no mistake.
func tree(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> YAMLNode {
  let (root, diagnostics) = parse(text)
  #expect(diagnostics.isEmpty, sourceLocation: sourceLocation)
  return try #require(root, sourceLocation: sourceLocation)
}

/// The scalar under a key of the root.
func scalar(_ key: String, in text: String) throws -> YAMLScalar {
  try #require(try tree(text)[key]?.scalar)
}

/// The only mistake of a text.
func mistake(
  in text: String, limits: YAMLLimits = .standard, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Diagnostic {
  let diagnostics = parse(text, limits: limits).diagnostics
  #expect(diagnostics.count == 1, "\(diagnostics)", sourceLocation: sourceLocation)
  return try #require(diagnostics.first, sourceLocation: sourceLocation)
}

extension YAMLNode {
  subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.key.scalar?.text == key }?.value
  }

  /// The tree without its places, as a compact text.
  var outline: String {
    switch value {
    case .scalar(let scalar): scalar.isNull ? "null" : "'\(scalar.text)'"
    case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.outline): \($0.value.outline)" }.joined(separator: ", ") + "}"
    }
  }
}
