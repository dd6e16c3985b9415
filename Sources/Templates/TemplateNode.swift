/// A tag of a template, as far as its names are concerned.
enum TemplateNode: Sendable {
  case name(TagName)
  case section(TagName, inverted: Bool, nodes: [TemplateNode])

  /// Refuses a name that has no value where it stands; `scopes` are the values around it, the outermost first.
  func check(against scopes: [TemplateValue], file: String) throws(TemplateError) {
    switch self {
    case .name(let name):
      switch try name.value(in: scopes, file: file) {
      case .string, .markup, .bool: break
      case .list, .map: throw name.error("\"\(name.text)\" is not a text but a section", file: file)
      }
    case .section(let name, let inverted, let nodes):
      let value = try name.value(in: scopes, file: file)
      for scope in Self.scopes(of: value, inverted: inverted) {
        for node in nodes { try node.check(against: scopes + scope, file: file) }
      }
    }
  }

  /// What is around the inside of a section, once for each time that it is shown.
  private static func scopes(of value: TemplateValue, inverted: Bool) -> [[TemplateValue]] {
    switch value {
    case .bool(let truth): truth != inverted ? [[]] : []
    case .list(let values) where inverted: values.isEmpty ? [[value]] : []
    case .list(let values): values.map { [$0] }
    case .map: inverted ? [] : [[value]]
    case .string(let text), .markup(let text): text.isEmpty == inverted ? [inverted ? [] : [value]] : []
    }
  }
}

/// A name with its place; `.` is the value around it, `a.b` a value within another.
struct TagName: Hashable, Sendable {
  var text: String
  var line: Int
  var column: Int

  func value(in scopes: [TemplateValue], file: String) throws(TemplateError) -> TemplateValue {
    if text == ".", let last = scopes.last { return last }
    let parts = text.split(separator: ".").map(String.init)
    for scope in scopes.reversed() {
      guard case .map(let values) = scope, let first = parts.first, var value = values[first] else { continue }
      for part in parts.dropFirst() {
        guard case .map(let inner) = value, let next = inner[part] else { throw unknown(among: [value], file) }
        value = next
      }
      return value
    }
    throw unknown(among: scopes, file)
  }

  /// The most names that an error lists.
  private static let mostKnown = 12

  private func unknown(among scopes: [TemplateValue], _ file: String) -> TemplateError {
    var known: Set<String> = []
    for case .map(let values) in scopes { known.formUnion(values.keys) }
    let listed = known.sorted().prefix(Self.mostKnown).joined(separator: ", ")
    let more = known.count > Self.mostKnown ? " and \(known.count - Self.mostKnown) more" : ""
    let names = known.isEmpty ? "no name has one" : "these have one: \(listed)\(more)"
    return error("\"\(text)\" has no value here; \(names)", file: file)
  }

  func error(_ message: String, file: String) -> TemplateError {
    TemplateError(file: file, line: line, column: column, message: message)
  }
}
