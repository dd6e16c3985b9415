/// What may stand at a place of the format; the structure check and the JSON Schema are both made from it.
indirect enum Shape: Sendable {
  case scalar(ScalarRule)
  case list(of: Shape)
  /// A list, or one of its elements alone.
  case oneOrMany(Shape)
  /// A mapping whose keys the format fixes.
  case mapping(MappingFormat)
  /// A mapping whose keys the author chooses.
  case table(names: ScalarRule, of: Shape)
  /// Shapes of which at most one is a scalar, one a list and one a mapping, so that a value shows which is meant.
  case either([Shape])
  /// The shape, or nothing at all behind the colon.
  case optional(Shape)

  static func text(_ rule: ScalarRule = .text) -> Shape { .scalar(rule) }
  static func choice(_ words: [String]) -> Shape { .scalar(.choice(words)) }
}

extension Shape {
  /// What the author is told to write here, such as `a duration such as 30m`.
  var words: String {
    switch self {
    case .scalar(let rule): rule.words
    case .list(let element): "a list, each element \(element.words)"
    case .oneOrMany(let element): "\(element.words), or a list of such"
    case .mapping(let format): "a mapping with \(format.keyList)"
    case .table(_, let value): "a mapping of names, each with \(value.words)"
    case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
    case .optional(let shape): shape.words
    }
  }
}
