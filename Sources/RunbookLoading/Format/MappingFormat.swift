/// The keys of one kind of mapping and the rules among them.
struct MappingFormat: Sendable {
  /// With its article, for messages: `a step`.
  var name: String
  var keys: [KeyFormat]
  /// One and only one of these keys must be there.
  var exactlyOne: [String] = []
  /// A key that makes sense only beside another.
  var companions: [Companion] = []
  /// Keys of the author's choosing beside the fixed ones.
  var others: (names: ScalarRule, shape: Shape)?

  struct Companion: Sendable {
    var key: String
    var needs: String
  }

  subscript(key: String) -> KeyFormat? { keys.first { $0.name == key } }

  /// The keys for a message; the required ones first.
  var keyList: String {
    let required = keys.filter(\.required).map { "`\($0.name)`" }
    if !required.isEmpty { return required.joined(separator: " and ") }
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
