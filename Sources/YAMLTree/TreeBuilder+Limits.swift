internal import CLibYAML
internal import RunbookModel

extension TreeBuilder {
  mutating func advance() throws(Diagnostic) {
    guard events.advance() else {
      throw SyntaxError(events.parser, source: source).diagnostic()
    }
  }

  func location(_ mark: yaml_mark_t) -> SourceLocation { source.position(of: mark).location(in: source.file) }

  mutating func report(_ diagnostic: Diagnostic) throws(Diagnostic) {
    diagnostics.append(diagnostic)
    guard diagnostics.count < limits.diagnostics else {
      throw Diagnostic(
        .error,
        "reading ended here, after \(diagnostics.count) mistakes", at: location(events.end),
        hint: "correct those above first")
    }
  }

  /// Counts nodes that the file has, or that an alias stands for, against the limits.
  mutating func count(_ nodes: Int, depth: Int) throws(Diagnostic) {
    nodeCount += nodes
    deepest = max(deepest, depth)
    guard depth <= limits.depth else {
      throw Diagnostic(
        .error,
        "lists and mappings stand in each other more than \(limits.depth) levels deep", at: location(events.start),
        hint: "is a bracket missing above?")
    }
    guard nodeCount <= limits.nodes else {
      throw Diagnostic(
        .error,
        "the file holds more than \(limits.nodes) values, aliases counted as often as they are used",
        at: location(events.start), hint: "split it into several files")
    }
  }

  /// The copy that the current alias event stands for.
  mutating func alias(depth: Int) throws(Diagnostic) -> YAMLNode {
    let position = source.position(of: events.start)
    let location = position.location(in: source.file)
    let name = events.event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
    switch anchors[name] {
    case .complete(let node, let nodes, let height):
      try count(nodes, depth: depth + height)
      return node.copy(for: position)
    case .open(let start):
      throw Diagnostic(
        .error,
        "the alias *\(name) stands inside the value that it repeats", at: location,
        notes: [.init("&\(name) is set here", at: start.location(in: source.file))])
    case nil:
      throw Diagnostic(
        .error,
        "no anchor &\(name) stands above", at: location,
        hint: "if this is a text that begins with *, put it in quotes")
    }
  }

  mutating func refuseTag(_ tag: UnsafeMutablePointer<yaml_char_t>?) throws(Diagnostic) {
    guard tag != nil else { return }
    try report(SyntaxError.tag(at: location(events.start)))
  }
}
