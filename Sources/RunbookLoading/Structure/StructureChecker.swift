internal import Expressions
internal import RunbookModel
internal import YAMLTree

/// Compares a tree with the tables of the format and reports everything that doesn't fit.
struct StructureChecker {
  private(set) var diagnostics: [Diagnostic] = []

  static func check(_ node: YAMLNode, against format: MappingFormat) -> [Diagnostic] {
    var checker = StructureChecker()
    guard node.mapping != nil else {
      checker.report("expected \(format.name), a mapping with \(format.keyList), found \(node.foundWords)", at: node)
      return checker.diagnostics
    }
    checker.check(node, against: .mapping(format), of: format.name)
    return checker.diagnostics
  }

  /// `place` names the key whose value the node is, for messages.
  private mutating func check(_ node: YAMLNode, against shape: Shape, of place: String) {
    switch shape {
    case .scalar(let rule): checkScalar(node, rule, of: place)
    case .list(let element): checkList(node, of: element, shape, place)
    case .oneOrMany(let element):
      if node.sequence != nil {
        checkList(node, of: element, shape, place)
      } else if element.isMeant(by: node) {
        check(node, against: element, of: place)
      } else {
        reportType(node, shape, place)
      }
    case .mapping(let format): checkMapping(node, format, shape, place)
    case .table(let names, let value): checkTable(node, names: names, value, shape, place)
    case .either(let shapes):
      if let fitting = shapes.first(where: { $0.isMeant(by: node) }) {
        check(node, against: fitting, of: place)
      } else {
        reportType(node, shape, place)
      }
    case .optional(let inner): if !node.isNothing { check(node, against: inner, of: place) }
    }
  }

  private mutating func checkScalar(_ node: YAMLNode, _ rule: ScalarRule, of place: String) {
    guard let scalar = node.sourceText, !node.isNothing else { return reportType(node, .scalar(rule), place) }
    guard !rule.accepts(scalar.text) else { return }
    let hint = rule.hint(scalar.text) ?? Suggestion.hint(for: scalar.text, among: rule.choices)
    report("\(place): expected \(rule.words), found \(node.foundWords)", at: node, hint: hint)
  }

  private mutating func checkList(_ node: YAMLNode, of element: Shape, _ shape: Shape, _ place: String) {
    guard let elements = node.sequence else { return reportType(node, shape, place) }
    for child in elements { check(child, against: element, of: place) }
  }

  private mutating func checkTable(
    _ node: YAMLNode, names: ScalarRule, _ value: Shape, _ shape: Shape, _ place: String
  ) {
    guard let pairs = node.mapping else { return reportType(node, shape, place) }
    checkDuplicates(pairs)
    for pair in pairs {
      checkScalar(pair.key, names, of: "a key of \(place)")
      check(pair.value, against: value, of: pair.key.sourceText.map { "`\($0.text)`" } ?? place)
    }
  }

  private mutating func checkMapping(_ node: YAMLNode, _ format: MappingFormat, _ shape: Shape, _ place: String) {
    guard let pairs = node.mapping else { return reportType(node, shape, place) }
    checkDuplicates(pairs)
    for pair in pairs { checkPair(pair, of: format) }
    let present = Set(pairs.compactMap { $0.key.sourceText?.text })
    for key in format.keys where key.required && !present.contains(key.name) {
      report("\(format.name) needs `\(key.name)`", at: node, hint: "add `\(key.name):`, \(key.shape.words)")
    }
    checkExactlyOne(pairs, of: format, at: node)
    for companion in format.companions where !present.contains(companion.needs) {
      for pair in pairs where pair.key.sourceText?.text == companion.key {
        report("`\(companion.key)` says nothing without `\(companion.needs)`", at: pair.key)
      }
    }
  }

  private mutating func checkPair(_ pair: YAMLEntry, of format: MappingFormat) {
    guard let name = pair.key.sourceText?.text else {
      return report("expected a key of \(format.name), found \(pair.key.foundWords)", at: pair.key)
    }
    if let key = format[name] {
      check(pair.value, against: key.shape, of: "`\(name)`")
    } else if let others = format.others {
      checkScalar(pair.key, others.names, of: "a key of \(format.name)")
      check(pair.value, against: others.shape, of: "`\(name)`")
    } else {
      let hint = Suggestion.hint(for: name, among: format.keys.map(\.name)) ?? format.hintOfKeys
      report("\(format.name) has no key `\(name)`", at: pair.key, hint: hint)
    }
  }

  private mutating func checkExactlyOne(_ pairs: [YAMLEntry], of format: MappingFormat, at node: YAMLNode) {
    guard !format.exactlyOne.isEmpty else { return }
    let found = pairs.map(\.key).filter { format.exactlyOne.contains($0.sourceText?.text ?? "") }
    let distinct = found.enumerated().filter { index, key in
      !found[..<index].contains { $0.sourceText?.text == key.sourceText?.text }
    }.map(\.element)
    if distinct.isEmpty {
      report("\(format.name) needs one of \(format.exactlyOne.joined(separator: ", "))", at: node)
    } else if let second = distinct.dropFirst().first {
      let names = distinct.compactMap(\.sourceText).map { "`\($0.text)`" }.joined(separator: " and ")
      diagnostics.append(
        Diagnostic(
          .error,
          "\(format.name) has exactly one of \(format.exactlyOne.joined(separator: ", ")), and this one has \(names)",
          at: second.location, hint: "take one of them away",
          notes: distinct.first.map { [.init("the first stands here", at: $0.location)] } ?? []))
    }
  }

  private mutating func checkDuplicates(_ pairs: [YAMLEntry]) {
    var first: [String: SourceLocation] = [:]
    for key in pairs.map(\.key) {
      guard let name = key.sourceText?.text else { continue }
      if let earlier = first[name] {
        diagnostics.append(
          Diagnostic(
            .error, "`\(name)` is given twice", at: key.location, hint: "take one of them away",
            notes: [.init("the first stands here", at: earlier)]))
      } else {
        first[name] = key.location
      }
    }
  }

  private mutating func reportType(_ node: YAMLNode, _ shape: Shape, _ place: String) {
    report("\(place): expected \(shape.words), found \(node.foundWords)", at: node)
  }

  private mutating func report(_ message: String, at node: YAMLNode, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, message, at: node.location, hint: hint))
  }
}

extension Shape {
  /// Whether the node is of the kind that the shape asks for, whatever is in it.
  fileprivate func isMeant(by node: YAMLNode) -> Bool {
    switch self {
    case .scalar: node.scalar != nil && !node.isNothing
    case .list: node.sequence != nil
    case .mapping, .table: node.mapping != nil
    case .oneOrMany(let element): node.sequence != nil || element.isMeant(by: node)
    case .either(let shapes): shapes.contains { $0.isMeant(by: node) }
    case .optional(let inner): node.isNothing || inner.isMeant(by: node)
    }
  }
}

extension MappingFormat {
  /// All keys, where they are few enough to be read.
  fileprivate var hintOfKeys: String? {
    keys.count > 12 ? nil : "its keys are " + keys.map(\.name).joined(separator: ", ")
  }
}
