internal import CLibYAML
internal import RunbookModel

/// Folds libyaml's events into nodes; mistakes that leave the shape clear are collected, others end the build.
struct TreeBuilder: ~Copyable {
  let events: EventStream
  var source: SourceBytes
  let limits: YAMLLimits
  var diagnostics: [Diagnostic] = []
  var anchors: [String: Anchor] = [:]
  /// Nodes so far, aliases expanded.
  var nodeCount = 0
  /// The deepest level since it was last set, to learn how high an anchored node is.
  var deepest = 0

  /// What an alias may stand for.
  enum Anchor {
    /// Its node isn't complete, so an alias to it would hold itself.
    case open(SourcePosition)
    case complete(YAMLNode, nodes: Int, height: Int)
  }

  init(_ events: consuming EventStream, source: SourceBytes, limits: YAMLLimits) {
    self.events = events
    self.source = source
    self.limits = limits
  }

  static func nothingHere(_ file: String) -> Diagnostic {
    Diagnostic(.error, "the file is empty", at: SourceLocation(file: file, line: 1, column: 1))
  }

  mutating func build() -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    var root: YAMLNode?
    do {
      root = try document()
    } catch {
      // An unquoted {{ }} is often followed by a syntax error that it caused itself, which knows the whole text.
      diagnostics.removeAll { $0.location == error.location }
      diagnostics.append(error)
    }
    return (root, diagnostics.sorted { $0.location < $1.location })
  }

  private mutating func document() throws(Diagnostic) -> YAMLNode {
    try advance()  // to the start of the stream
    try advance()
    guard events.type == YAML_DOCUMENT_START_EVENT else {
      var nothing = Self.nothingHere(source.file)
      nothing.message = "the file holds nothing but comments"
      throw nothing
    }
    try advance()
    let root = try node(depth: 1)
    if let scalar = root.scalar, scalar.style == .plain, scalar.text.isEmpty {
      throw Self.nothingHere(source.file)
    }
    try advance()  // to the end of the document
    try advance()
    if events.type == YAML_DOCUMENT_START_EVENT {
      try report(SyntaxError.secondDocument(at: location(events.start)))
    }
    return root
  }

  /// Builds the node whose first event is current; leaves its last event current.
  mutating func node(depth: Int) throws(Diagnostic) -> YAMLNode {
    try count(1, depth: depth)
    let event = events.event
    switch events.type {
    case YAML_SCALAR_EVENT:
      let anchor = event.pointee.data.scalar.anchor
      try refuseTag(event.pointee.data.scalar.tag)
      let name = anchor.map { String(cString: $0) }
      let (scalar, span) = try scalar(hasProperties: anchor != nil || event.pointee.data.scalar.tag != nil)
      let node = YAMLNode(value: .scalar(scalar), file: source.file, span: span)
      if let name { anchors[name] = .complete(node, nodes: 1, height: 0) }
      return node
    case YAML_SEQUENCE_START_EVENT:
      try refuseTag(event.pointee.data.sequence_start.tag)
      return try anchored(event.pointee.data.sequence_start.anchor, depth: depth)
    case YAML_MAPPING_START_EVENT:
      try refuseTag(event.pointee.data.mapping_start.tag)
      return try anchored(event.pointee.data.mapping_start.anchor, depth: depth)
    default:
      nodeCount -= 1  // the expansion counts its own
      return try alias(depth: depth)
    }
  }

  /// A sequence or mapping, remembered under its anchor if it has one.
  private mutating func anchored(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, depth: Int
  ) throws(Diagnostic) -> YAMLNode {
    guard let anchor else { return try collection(depth: depth) }
    let name = String(cString: anchor)
    let (nodesBefore, deepestBefore) = (nodeCount, deepest)
    anchors[name] = .open(source.position(of: events.start))
    deepest = depth
    let node = try collection(depth: depth)
    anchors[name] = .complete(node, nodes: nodeCount - nodesBefore + 1, height: deepest - depth)
    deepest = max(deepest, deepestBefore)
    return node
  }

  private mutating func collection(depth: Int) throws(Diagnostic) -> YAMLNode {
    events.type == YAML_SEQUENCE_START_EVENT ? try sequence(depth: depth) : try mapping(depth: depth)
  }

  private mutating func sequence(depth: Int) throws(Diagnostic) -> YAMLNode {
    let data = events.event.pointee.data.sequence_start
    let isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
    let start = contentStart(hasProperties: data.anchor != nil || data.tag != nil)
    var items: [YAMLNode] = []
    var end = start
    try advance()
    while events.type != YAML_SEQUENCE_END_EVENT {
      let item = try node(depth: depth + 1)
      items.append(item)
      end = endHere(of: item)
      try advance()
    }
    if isFlow { end = source.position(of: events.end) }
    return YAMLNode(value: .sequence(items), file: source.file, span: SourceSpan(start: start, end: end))
  }

  /// Where the node that was just built ends in the file: a copy ends with its alias.
  ///
  /// A block ends with its last value; libyaml ends it where the next thing begins, which can be far below it.
  func endHere(of node: YAMLNode) -> SourcePosition {
    node.alias == nil ? node.span.end : source.position(of: events.end)
  }
}
