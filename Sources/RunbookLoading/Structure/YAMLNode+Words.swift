internal import RunbookModel
internal import YAMLTree

extension YAMLNode {
  /// The text of a scalar, verbatim.
  var sourceText: SourceText? { scalar?.source }

  /// Nothing stands behind the colon or the dash.
  var isNothing: Bool { scalar?.isNull ?? false }

  /// What a message says was found here.
  var foundWords: String {
    if isNothing { return "nothing" }
    if sequence != nil { return "a list" }
    guard let scalar else { return "a mapping" }
    guard scalar.text.unicodeScalars.count <= 60, !scalar.text.contains("\n") else { return "a long text" }
    return "\"\(scalar.text)\""
  }
}

extension YAMLNode {
  /// The text if the rule accepts it.
  func accepted(by rule: ScalarRule) -> SourceText? {
    guard let scalar = sourceText, !isNothing, rule.accepts(scalar.text) else { return nil }
    return scalar
  }
}
