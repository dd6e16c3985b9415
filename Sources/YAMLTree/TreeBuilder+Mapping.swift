internal import CLibYAML
internal import RunbookModel

extension TreeBuilder {
  mutating func mapping(depth: Int) throws(Diagnostic) -> YAMLNode {
    let data = events.event.pointee.data.mapping_start
    let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
    let start = contentStart(hasProperties: data.anchor != nil || data.tag != nil)
    var entries: [YAMLEntry] = []
    var end = start
    try advance()
    while events.type != YAML_MAPPING_END_EVENT {
      let keyStart = source.position(of: events.start)
      if isFlow, events.type == YAML_MAPPING_START_EVENT, keyStart.line == start.line,
        keyStart.column == start.column + 1
      {
        return try unquotedBraces(from: start)
      }
      let key = try key(depth: depth + 1)
      try advance()
      let value = try node(depth: depth + 1)
      if let key { entries.append(YAMLEntry(key, value: value)) }
      end = endHere(of: value)
      try advance()
    }
    if isFlow { end = source.position(of: events.end) }
    return YAMLNode(value: .mapping(entries), file: source.file, span: SourceSpan(start: start, end: end))
  }

  /// The key whose first event is current, or nil after reporting one that can't be used.
  private mutating func key(depth: Int) throws(Diagnostic) -> YAMLKey? {
    let start = source.position(of: events.start)
    if events.type == YAML_SEQUENCE_START_EVENT || events.type == YAML_MAPPING_START_EVENT {
      try skipCollections(1)
      let text = text(from: start, to: source.position(of: events.end))
      let location = start.location(in: source.file)
      try report(
        text.hasPrefix("{{") ? SyntaxError.unquotedBraces(at: location, example: text) : complexKey(at: location))
      return nil
    }
    let key = isBareScalar ? try bareKey(depth: depth) : YAMLKey(try node(depth: depth))
    guard let mistake = mistake(inKey: key, at: start) else { return key }
    try report(mistake)
    return nil
  }

  /// Whether the current event is a scalar without anchor and tag.
  private var isBareScalar: Bool {
    guard events.type == YAML_SCALAR_EVENT else { return false }
    return events.event.pointee.data.scalar.anchor == nil && events.event.pointee.data.scalar.tag == nil
  }

  /// The key of the current bare scalar, of which no node is made.
  private mutating func bareKey(depth: Int) throws(Diagnostic) -> YAMLKey {
    try count(1, depth: depth)
    let (scalar, span) = try scalar(hasProperties: false)
    return YAMLKey(scalar, span: span, file: source.file)
  }

  private func mistake(inKey key: YAMLKey?, at start: SourcePosition) -> Diagnostic? {
    let location = start.location(in: source.file)
    guard let key else { return complexKey(at: location) }
    guard key.isPlain else { return nil }
    switch key.text {
    case "<<":
      return Diagnostic(
        .error, "merge keys (<<) aren't used here", at: location,
        hint: "write the keys out, or give the whole value as an alias")
    case "":
      return Diagnostic(
        .error, "there is no key before this colon", at: location, hint: "write \"key: value\"")
    default:
      return nil
    }
  }

  private func complexKey(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error,
      "a key must be a plain word, not a list or a mapping", at: location,
      hint: "if a text begins with a bracket, put it in quotes")
  }

  /// Reports `{{ x }}` without quotes, which YAML reads as a mapping in a mapping, and goes on as if it were the text.
  private mutating func unquotedBraces(from start: SourcePosition) throws(Diagnostic) -> YAMLNode {
    try skipCollections(2)  // the inner mapping is open already
    let end = source.position(of: events.end)
    let text = text(from: start, to: end)
    try report(SyntaxError.unquotedBraces(at: start.location(in: source.file), example: text))
    let scalar = YAMLScalar(
      text: text, style: .plain, contentStart: start, continuationColumn: 1)
    return YAMLNode(value: .scalar(scalar), file: source.file, span: SourceSpan(start: start, end: end))
  }

  private mutating func text(from start: SourcePosition, to end: SourcePosition) -> String {
    let first = source.offset(line: Int(start.line) - 1, column: Int(start.column) - 1)
    let last = source.offset(line: Int(end.line) - 1, column: Int(end.column) - 1)
    return source.text(from: first, to: min(last, first + 200))
  }

  /// Goes to the event that closes the outermost of the collections that are open.
  private mutating func skipCollections(_ count: Int) throws(Diagnostic) {
    var open = count
    while open > 0 {
      try advance()
      open += nesting
    }
  }

  /// 1 where the current event opens a collection, -1 where it closes one.
  private var nesting: Int {
    switch events.type {
    case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: 1
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: -1
    default: 0
    }
  }
}
