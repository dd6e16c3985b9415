internal import RunbookModel
internal import YAMLTree

extension YAMLNode {
  /// What a message says was found here.
  var foundWords: String {
    if isNull { return "nothing" }
    if sequence != nil { return "a list" }
    guard let text else { return "a mapping" }
    guard text.unicodeScalars.count <= 60, !text.contains("\n") else { return "a long text" }
    return "\"\(text)\""
  }
}

extension YAMLNode {
  /// The text if the rule accepts it.
  func accepted(by rule: ScalarRule) -> SourceText? {
    guard !isNull, let text, rule.accepts(text) else { return nil }
    return source
  }
}
