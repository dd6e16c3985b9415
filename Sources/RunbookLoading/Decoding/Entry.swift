internal import RunbookModel
internal import YAMLTree

/// One entry of a mapping whose keys the author chose.
struct Entry {
  var name: SourceText
  var location: SourceLocation
  private var value: YAMLNode
  private var shape: Shape

  /// Empty where no mapping stands behind the colon, so that the name at least is known.
  var reader: MappingReader? {
    guard case .mapping(let format) = shape else { return nil }
    return MappingReader(value, format)
  }

  var text: SourceText? {
    guard case .scalar(let rule) = shape else { return nil }
    return value.accepted(by: rule)
  }

  /// The texts of a list, or the one that stands in its place.
  var texts: [SourceText] {
    guard let rule = shape.elementRule else { return [] }
    return (value.sequence ?? [value]).compactMap { $0.accepted(by: rule) }
  }

  static func entries(_ pairs: [YAMLEntry], names: ScalarRule, shape: Shape) -> [Entry] {
    let shape = shape.unwrapped
    var seen: Set<String> = []
    return pairs.compactMap { pair in
      let key = pair.key
      guard let name = key.accepted(by: names), seen.insert(name.text).inserted else { return nil }
      return Entry(name: name, location: key.location, value: pair.value, shape: shape)
    }
  }
}
