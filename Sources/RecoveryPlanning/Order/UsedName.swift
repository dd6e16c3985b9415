internal import Expressions
internal import RunbookModel

/// A name in a text of a step, as it stands in `{{ … }}`.
struct UsedName {
  var name: ValueName
  var location: SourceLocation
  /// The text is only evaluated once the step has succeeded.
  var isInResult: Bool

  /// In the order of the texts; most steps have none.
  static func names(in step: Step) -> [UsedName] {
    var names: [UsedName] = []
    for text in step.textsWithNames { names += Self.names(in: text, isResult: false) }
    for text in step.resultTexts where text.mayHoldNames { names += Self.names(in: text, isResult: true) }
    return names
  }

  private static func names(in text: SourceText, isResult: Bool) -> [UsedName] {
    InterpolatedText.parse(text).0.names.map { UsedName(name: $0.name, location: $0.location, isInResult: isResult) }
  }
}
