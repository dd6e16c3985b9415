internal import RunbookModel
internal import YAMLTree

/// Takes values out of a mapping that has been checked; what was refused there is simply absent here.
struct MappingReader: Sendable {
  private let place: YAMLNode
  private let format: MappingFormat
  private let pairs: [YAMLEntry]
  private var marks = KeyMarks()

  init(_ node: YAMLNode, _ format: MappingFormat) {
    place = node
    self.format = format
    pairs = node.mapping ?? []
    for index in pairs.indices { marks.insert(pairs[index].name) }
  }

  var location: SourceLocation { place.location }

  /// The same mapping by the table of what it is a sort of.
  func reading(as format: MappingFormat) -> MappingReader { MappingReader(place, format) }

  /// The value of a key; of duplicates the first.
  func node(_ key: String) -> YAMLNode? { place(of: key).map { pairs[$0].value } }

  func keyLocation(_ key: String) -> SourceLocation? { place(of: key).map { pairs[$0].key.location } }

  /// A mapping has few of the keys that it may have, so that looking at each is the fastest way to find one.
  private func place(of key: String) -> Int? {
    mayHave(key) ? pairs.indices.first { pairs[$0].name == key } : nil
  }

  @inline(__always)
  private func mayHave(_ key: String) -> Bool {
    assert(format.shape(of: key) != nil, "the table of \(format.name) has no key \(key)")
    return marks.mayHold(key)
  }

  /// Every key as it stands in the file.
  var keys: [SourceText] { pairs.compactMap(\.key.source) }

  /// Those of the keys whose name is meant, as they stand in the file.
  func keys(where isMeant: (String) -> Bool) -> [SourceText] {
    pairs.compactMap { isMeant($0.name) ? $0.key.source : nil }
  }

  var isEmpty: Bool { pairs.isEmpty }

  func isEmptyList(_ key: String) -> Bool { node(key)?.sequence?.isEmpty ?? false }

  @inline(__always)
  func has(_ key: String) -> Bool { mayHave(key) && place(of: key) != nil }

  /// The text if the table accepts it.
  @inline(__always)
  func text(_ key: String) -> SourceText? { mayHave(key) ? presentText(key) : nil }

  private func presentText(_ key: String) -> SourceText? {
    guard let node = node(key), let rule = format.shape(of: key)?.scalarRule else { return nil }
    return node.accepted(by: rule)
  }

  @inline(__always)
  func string(_ key: String) -> String? { text(key)?.text }

  @inline(__always)
  func flag(_ key: String) -> Bool { string(key) == "true" }

  @inline(__always)
  func duration(_ key: String) -> Duration? { string(key).flatMap { Duration(runbookText: $0) } }

  @inline(__always)
  func count(_ key: String) -> Int? { string(key).flatMap { Int($0) } }

  @inline(__always)
  func choice<Choice: RawRepresentable<String>>(_ key: String, _ type: Choice.Type = Choice.self) -> Choice? {
    string(key).flatMap { Choice(rawValue: $0) }
  }

  /// The texts of a list, or the one that stands in its place.
  @inline(__always)
  func texts(_ key: String) -> [SourceText] { mayHave(key) ? presentTexts(key) : [] }

  private func presentTexts(_ key: String) -> [SourceText] {
    guard let node = node(key), let rule = format.shape(of: key)?.elementRule else { return [] }
    guard let elements = node.sequence else { return node.accepted(by: rule).map { [$0] } ?? [] }
    return elements.compactMap { $0.accepted(by: rule) }
  }

  @inline(__always)
  func strings(_ key: String) -> [String] { mayHave(key) ? presentTexts(key).map(\.text) : [] }

  @inline(__always)
  func reader(_ key: String) -> MappingReader? { mayHave(key) ? presentReader(key) : nil }

  private func presentReader(_ key: String) -> MappingReader? {
    guard let node = node(key), node.mapping != nil, let inner = format.shape(of: key)?.mappingFormat else {
      return nil
    }
    return MappingReader(node, inner)
  }

  /// The mappings of a list.
  func readers(_ key: String) -> [MappingReader] {
    guard let elements = node(key)?.sequence, case .list(of: .mapping(let inner)) = format.shape(of: key) else {
      return []
    }
    return elements.filter { $0.mapping != nil }.map { MappingReader($0, inner) }
  }

  /// The entries of a mapping whose keys the author chose, each once.
  func entries(_ key: String) -> [Entry] {
    guard let pairs = node(key)?.mapping, let (names, shape) = format.shape(of: key)?.table else { return [] }
    return Entry.entries(pairs, names: names, shape: shape)
  }

  /// The entries beside the fixed keys of this mapping.
  var others: [Entry] {
    guard let others = format.others else { return [] }
    return Entry.entries(
      pairs.filter { format.shape(of: $0.name) == nil }, names: others.names, shape: others.shape)
  }
}
