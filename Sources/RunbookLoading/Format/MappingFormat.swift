/// The keys of one kind of mapping and the rules among them.
final class MappingFormat: Sendable {
  /// With its article, for messages: `a step`.
  let name: String
  let keys: [KeyFormat]
  /// Those of the keys that can't be left out.
  let required: [KeyFormat]
  /// One and only one of these keys must be there.
  let exactlyOne: [String]
  /// A key that makes sense only beside another.
  let companions: [Companion]
  /// Keys of the author's choosing beside the fixed ones.
  let others: (names: ScalarRule, shape: Shape)?
  private let fixed: [String: FixedKey]

  /// What is asked of a key that the table fixes.
  struct FixedKey: Sendable {
    var shape: Shape
    /// One of those of which one and only one must be there.
    var isChoice: Bool
  }

  struct Companion: Sendable {
    var key: String
    var needs: String
  }

  init(
    name: String, keys: [KeyFormat], exactlyOne: [String] = [], companions: [Companion] = [],
    others: (names: ScalarRule, shape: Shape)? = nil
  ) {
    self.name = name
    self.keys = keys
    required = keys.filter(\.required)
    self.exactlyOne = exactlyOne
    self.companions = companions
    self.others = others
    fixed = Dictionary(
      uniqueKeysWithValues: keys.map {
        ($0.name, FixedKey(shape: $0.shape, isChoice: exactlyOne.contains($0.name)))
      })
  }

  /// What may stand under a key; nil for a key that the table doesn't fix.
  func shape(of key: String) -> Shape? { fixed[key]?.shape }

  func fixedKey(_ name: String) -> FixedKey? { fixed[name] }

  /// The keys for a message; the required ones first.
  var keyList: String {
    if !required.isEmpty { return required.map { "`\($0.name)`" }.joined(separator: " and ") }
    let shown = keys.prefix(6).map { "`\($0.name)`" }
    return shown.joined(separator: ", ") + (keys.count > shown.count ? " …" : "")
  }
}

/// One key of a mapping.
struct KeyFormat: Sendable {
  var name: String
  var shape: Shape
  var required: Bool
  /// What an editor shows beside the key.
  var about: String

  init(_ name: String, _ shape: Shape, required: Bool = false, _ about: String) {
    self.name = name
    self.shape = shape
    self.required = required
    self.about = about
  }
}
