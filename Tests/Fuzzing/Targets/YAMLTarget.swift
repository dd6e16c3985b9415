import RunbookModel
import YAMLTree

/// Bytes end in a tree whose places are in the file, or in mistakes that are; with the usual limits and with tight ones.
enum YAMLTarget: FuzzTarget {
  /// Texts may have more than the 200 bytes that are shown of a mistake.
  private static let tight = YAMLLimits(bytes: 4_096, depth: 6, nodes: 40, scalarBytes: 240, diagnostics: 3)

  static func run(_ bytes: [UInt8]) {
    let places = FilePlaces(file: bytes)
    for limits in [YAMLLimits.standard, tight] {
      let (root, diagnostics) = YAMLParser.parse(bytes, file: "a.yaml", limits: limits)
      demand(root != nil || diagnostics.contains { $0.severity == .error }, "what isn't read is explained")
      demand(diagnostics.count <= limits.diagnostics + 1, "diagnostics have a limit")
      demand(zip(diagnostics, diagnostics.dropFirst()).allSatisfy { $0.location <= $1.location }, "in file order")
      places.check(diagnostics, contents: String(decoding: bytes, as: UTF8.self))
      var count = 0
      if let root { check(root, places, limits, depth: 1, &count) }
    }
  }

  private static func check(
    _ node: YAMLNode, _ places: FilePlaces, _ limits: YAMLLimits, depth: Int, _ count: inout Int
  ) {
    count += 1
    demand(depth <= limits.depth + 1 && count <= limits.nodes, "a tree keeps to its limits")
    demand(
      places.contains(node.location) && places.contains(node.end), "\(node.location) to \(node.end) is in the file")
    demand(node.location <= node.end, "\(node.location) comes before \(node.end)")
    if let alias = node.alias { demand(places.contains(alias), "the alias at \(alias) is in the file") }
    switch node.value {
    case .scalar(let scalar):
      demand(scalar.text.utf8.count <= limits.scalarBytes, "a text keeps to its limit")
      if let source = node.source { check(source, places) }
    case .sequence(let items):
      for item in items { check(item, places, limits, depth: depth + 1, &count) }
    case .mapping(let entries):
      for entry in entries {
        demand(entry.key.scalar != nil, "a key is a text")
        check(entry.key, places, limits, depth: depth + 1, &count)
        check(entry.value, places, limits, depth: depth + 1, &count)
      }
    }
  }

  /// Not each of a long text's characters, which are looked up from its begin.
  private static func check(_ source: SourceText, _ places: FilePlaces) {
    let count = source.text.unicodeScalars.count
    for offset in Array(stride(from: 0, to: count, by: max(1, count / 16))) + [count] {
      let place = source.location(at: offset)
      demand(places.contains(place), "\(place) is in the file: \(offset) of \(source)")
    }
  }
}
