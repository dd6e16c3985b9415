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
    checker.check(node, against: .mapping(format), of: .whole(format.name))
    return checker.diagnostics
  }

  /// `place` names the key whose value the node is, for messages.
  private mutating func check(_ node: YAMLNode, against shape: Shape, of place: Place) {
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
    case .optional(let inner): if !node.isNull { check(node, against: inner, of: place) }
    }
  }

  private mutating func checkScalar(_ node: YAMLNode, _ rule: ScalarRule, of place: Place) {
    guard !node.isNull, let text = node.text else { return reportType(node, .scalar(rule), place) }
    guard !rule.accepts(text) else { return }
    let hint = rule.hint(text) ?? Suggestion.hint(for: text, among: rule.choices)
    report("\(place.words): expected \(rule.words), found \(node.foundWords)", at: node, hint: hint)
  }

  private mutating func checkList(_ node: YAMLNode, of element: Shape, _ shape: Shape, _ place: Place) {
    guard let elements = node.sequence else { return reportType(node, shape, place) }
    for child in elements { check(child, against: element, of: place) }
  }

  private mutating func checkTable(
    _ node: YAMLNode, names: ScalarRule, _ value: Shape, _ shape: Shape, _ place: Place
  ) {
    guard let pairs = node.mapping else { return reportType(node, shape, place) }
    checkDuplicates(pairs)
    for pair in pairs {
      checkScalar(pair.key, names, of: .keyOf(place))
      check(pair.value, against: value, of: .value(pair.name))
    }
  }

  private mutating func checkMapping(_ node: YAMLNode, _ format: MappingFormat, _ shape: Shape, _ place: Place) {
    guard let pairs = node.mapping else { return reportType(node, shape, place) }
    checkDuplicates(pairs)
    var choices = 0
    for index in pairs.indices {
      let fixed = format.fixedKey(pairs[index].name)
      checkPair(pairs[index], fixed?.shape, of: format)
      if fixed?.isChoice == true { choices += 1 }
    }
    for key in format.required where !pairs.have(key.name) {
      report("\(format.name) needs `\(key.name)`", at: node, hint: "add `\(key.name):`, \(key.shape.words)")
    }
    if choices != 1 { checkExactlyOne(pairs, of: format, at: node) }
    for companion in format.companions where !pairs.have(companion.needs) {
      for pair in pairs where pair.name == companion.key {
        report("`\(companion.key)` says nothing without `\(companion.needs)`", at: pair.key)
      }
    }
  }

  private mutating func checkPair(_ pair: YAMLEntry, _ shape: Shape?, of format: MappingFormat) {
    let name = pair.name
    if let shape {
      check(pair.value, against: shape, of: .value(name))
    } else if let others = format.others {
      checkScalar(pair.key, others.names, of: .keyOf(.whole(format.name)))
      check(pair.value, against: others.shape, of: .value(name))
    } else {
      let hint = Suggestion.hint(for: name, among: format.keys.map(\.name)) ?? format.hintOfKeys
      report("\(format.name) has no key `\(name)`", at: pair.key, hint: hint)
    }
  }

  private mutating func checkExactlyOne(_ pairs: [YAMLEntry], of format: MappingFormat, at node: YAMLNode) {
    guard !format.exactlyOne.isEmpty else { return }
    var seen: Set<String> = []
    let distinct = pairs.filter { format.exactlyOne.contains($0.name) && seen.insert($0.name).inserted }
    if distinct.isEmpty {
      report("\(format.name) needs one of \(format.exactlyOne.joined(separator: ", "))", at: node)
    } else if let second = distinct.dropFirst().first {
      let names = distinct.map { "`\($0.name)`" }.joined(separator: " and ")
      diagnostics.append(
        Diagnostic(
          .error,
          "\(format.name) has exactly one of \(format.exactlyOne.joined(separator: ", ")), and this one has \(names)",
          at: second.key.location, hint: "take one of them away",
          notes: distinct.first.map { [.init("the first stands here", at: $0.key.location)] } ?? []))
    }
  }

  private mutating func checkDuplicates(_ pairs: [YAMLEntry]) {
    guard pairs.repeatAName else { return }
    var first: [String: SourceLocation] = [:]
    for pair in pairs {
      if let earlier = first[pair.name] {
        diagnostics.append(
          Diagnostic(
            .error, "`\(pair.name)` is given twice", at: pair.key.location, hint: "take one of them away",
            notes: [.init("the first stands here", at: earlier)]))
      } else {
        first[pair.name] = pair.key.location
      }
    }
  }

  private mutating func reportType(_ node: YAMLNode, _ shape: Shape, _ place: Place) {
    report("\(place.words): expected \(shape.words), found \(node.foundWords)", at: node)
  }

  private mutating func report(_ message: String, at node: YAMLNode, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, message, at: node.location, hint: hint))
  }
}

/// What a message calls the place of a node, in words only once there is something to say.
private indirect enum Place {
  case whole(String)
  /// What stands behind the key of this name.
  case value(String)
  case keyOf(Place)

  var words: String {
    switch self {
    case .whole(let name): name
    case .value(let key): "`\(key)`"
    case .keyOf(let place): "a key of \(place.words)"
    }
  }
}

extension Shape {
  /// Whether the node is of the kind that the shape asks for, whatever is in it.
  fileprivate func isMeant(by node: YAMLNode) -> Bool {
    switch self {
    case .scalar: node.text != nil && !node.isNull
    case .list: node.sequence != nil
    case .mapping, .table: node.mapping != nil
    case .oneOrMany(let element): node.sequence != nil || element.isMeant(by: node)
    case .either(let shapes): shapes.contains { $0.isMeant(by: node) }
    case .optional(let inner): node.isNull || inner.isMeant(by: node)
    }
  }
}

extension [YAMLEntry] {
  /// A few are compared with each other, which is many times as fast as a set of them.
  fileprivate var repeatAName: Bool {
    guard count <= 8 else { return Set(lazy.map(\.name)).count < count }
    return indices.contains { index in self[..<index].have(self[index].name) }
  }
}

extension Collection<YAMLEntry> {
  fileprivate func have(_ name: String) -> Bool { contains { $0.name == name } }
}

extension MappingFormat {
  /// All keys, where they are few enough to be read.
  fileprivate var hintOfKeys: String? {
    keys.count > 12 ? nil : "its keys are " + keys.map(\.name).joined(separator: ", ")
  }
}
