internal import RunbookModel
internal import YAMLTree

/// Takes values out of a mapping that has been checked; what was refused there is simply absent here.
struct MappingReader {
  let location: SourceLocation
  private let format: MappingFormat
  private let pairs: [YAMLEntry]

  init(_ node: YAMLNode, _ format: MappingFormat) {
    location = node.location
    self.format = format
    pairs = node.mapping ?? []
  }

  /// The value of a key; of duplicates the first.
  func node(_ key: String) -> YAMLNode? {
    precondition(format[key] != nil, "the table of \(format.name) has no key \(key)")
    return pairs.first { $0.key.sourceText?.text == key }?.value
  }

  func keyLocation(_ key: String) -> SourceLocation? {
    pairs.first { $0.key.sourceText?.text == key }?.key.location
  }

  /// Every key as it stands in the file.
  var keys: [SourceText] { pairs.compactMap(\.key.sourceText) }

  func isEmptyList(_ key: String) -> Bool { node(key)?.sequence?.isEmpty ?? false }

  func has(_ key: String) -> Bool { node(key) != nil }

  /// The text if the table accepts it.
  func text(_ key: String) -> SourceText? {
    guard let node = node(key), let rule = format[key]?.shape.scalarRule else { return nil }
    return node.accepted(by: rule)
  }

  func string(_ key: String) -> String? { text(key)?.text }
  func flag(_ key: String) -> Bool { string(key) == "true" }
  func duration(_ key: String) -> Duration? { string(key).flatMap { Duration(runbookText: $0) } }
  func count(_ key: String) -> Int? { string(key).flatMap { Int($0) } }

  func choice<Choice: RawRepresentable<String>>(_ key: String, _ type: Choice.Type = Choice.self) -> Choice? {
    string(key).flatMap { Choice(rawValue: $0) }
  }

  /// The texts of a list, or the one that stands in its place.
  func texts(_ key: String) -> [SourceText] {
    guard let node = node(key), let rule = format[key]?.shape.elementRule else { return [] }
    return (node.sequence ?? [node]).compactMap { $0.accepted(by: rule) }
  }

  func strings(_ key: String) -> [String] { texts(key).map(\.text) }

  func reader(_ key: String) -> MappingReader? {
    guard let node = node(key), node.mapping != nil, let inner = format[key]?.shape.mappingFormat else { return nil }
    return MappingReader(node, inner)
  }

  /// The mappings of a list.
  func readers(_ key: String) -> [MappingReader] {
    guard let elements = node(key)?.sequence, case .list(of: .mapping(let inner)) = format[key]?.shape else {
      return []
    }
    return elements.filter { $0.mapping != nil }.map { MappingReader($0, inner) }
  }

  /// The entries of a mapping whose keys the author chose, each once.
  func entries(_ key: String) -> [Entry] {
    guard let pairs = node(key)?.mapping, let (names, shape) = format[key]?.shape.table else { return [] }
    return Entry.entries(pairs, names: names, shape: shape)
  }

  /// The entries beside the fixed keys of this mapping.
  var others: [Entry] {
    guard let others = format.others else { return [] }
    return Entry.entries(
      pairs.filter { format[$0.key.sourceText?.text ?? ""] == nil }, names: others.names, shape: others.shape)
  }
}
