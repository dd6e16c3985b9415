/// Finds the part of a shape that a way of reading is about.
extension Shape {
  var unwrapped: Shape {
    if case .optional(let inner) = self { inner } else { self }
  }

  var scalarRule: ScalarRule? {
    switch self {
    case .scalar(let rule): rule
    case .optional(let inner): inner.scalarRule
    case .either(let shapes): shapes.lazy.compactMap(\.scalarRule).first
    default: nil
    }
  }

  var mappingFormat: MappingFormat? {
    switch self {
    case .mapping(let format): format
    case .optional(let inner): inner.mappingFormat
    case .either(let shapes): shapes.lazy.compactMap(\.mappingFormat).first
    default: nil
    }
  }

  var elementRule: ScalarRule? {
    switch self {
    case .list(of: .scalar(let rule)), .oneOrMany(.scalar(let rule)): rule
    case .either(let shapes): shapes.lazy.compactMap(\.elementRule).first
    default: nil
    }
  }

  var table: (names: ScalarRule, of: Shape)? {
    switch self {
    case .table(let names, let value): (names, value)
    case .either(let shapes): shapes.lazy.compactMap(\.table).first
    default: nil
    }
  }
}
