extension Shape {
  var schema: SchemaValue {
    switch self {
    case .scalar(let rule): rule.schema
    case .list(let element): Self.list(of: element)
    case .oneOrMany(let element): .object([("anyOf", .list([element.schema, Self.list(of: element)]))])
    case .mapping(let format): .object([("$ref", .text("#/$defs/\(format.schemaName)"))])
    case .table(let names, let value):
      .object([
        ("type", .text("object")), ("propertyNames", names.pattern.map { .object([("pattern", .text($0))]) }),
        ("additionalProperties", value.schema),
      ])
    case .either(let shapes): .object([("anyOf", .list(shapes.map(\.schema)))])
    case .optional(let inner): .object([("anyOf", .list([inner.schema, .object([("type", .text("null"))])]))])
    }
  }

  private static func list(of element: Shape) -> SchemaValue {
    .object([("type", .text("array")), ("items", element.schema)])
  }

  /// The formats of mappings that are reached from here.
  var formats: [MappingFormat] {
    switch self {
    case .scalar: []
    case .list(let element), .oneOrMany(let element), .table(_, let element), .optional(let element): element.formats
    case .mapping(let format): [format] + format.keys.flatMap(\.shape.formats) + (format.others?.shape.formats ?? [])
    case .either(let shapes): shapes.flatMap(\.formats)
    }
  }
}

extension ScalarRule {
  /// An editor sees a number where the loader takes the text, so both pass.
  var schema: SchemaValue {
    guard choices.isEmpty else {
      let truths: [SchemaValue] = plainTypes.contains(.boolean) ? [.truth(true), .truth(false)] : []
      return .object([("enum", .list(truths + choices.map { .text($0) }))])
    }
    let types = ["string"] + plainTypes.map(\.rawValue)
    return .object([
      ("type", types.count == 1 ? .text("string") : .texts(types)), ("pattern", pattern.map { .text($0) }),
      ("minimum", minimum.map { .number($0) }), ("maximum", maximum.map { .number($0) }),
    ])
  }
}

extension MappingFormat {
  /// The name without its article, as a word.
  var schemaName: String {
    var words = name.split(separator: " ")
    if let first = words.first, first == "a" || first == "an" { words.removeFirst() }
    return words.joined(separator: "-")
  }

  var schema: SchemaValue {
    let required = keys.filter(\.required).map(\.name)
    let alternatives = exactlyOne.map { SchemaValue.object([("required", .texts([$0]))]) }
    let companions = companions.map { ($0.key, SchemaValue.texts([$0.needs])) }
    return .object([
      ("type", .text("object")), ("required", required.isEmpty ? nil : .texts(required)),
      ("oneOf", alternatives.isEmpty ? nil : .list(alternatives)),
      ("dependentRequired", companions.isEmpty ? nil : .members(companions)),
      ("propertyNames", others?.names.pattern.map { .object([("pattern", .text($0))]) }),
      ("properties", .members(keys.map { ($0.name, $0.schema) })),
      ("additionalProperties", others.map(\.shape.schema) ?? .truth(false)),
    ])
  }
}

extension KeyFormat {
  fileprivate var schema: SchemaValue {
    guard case .members(let members) = shape.schema else { return shape.schema }
    return .members([("description", .text(about))] + members)
  }
}
