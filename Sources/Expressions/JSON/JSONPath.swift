package import RunbookModel

/// The way to one value in a JSON document: `$.shops[0].name`, `shops[0].name`, `[0].name`, `$["odd key"].x`, or `$` for all of it.
package struct JSONPath: Hashable, Sendable {
  enum Component: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// As its author wrote it.
  package let text: String
  let components: [Component]

  /// Reads a path; nil comes with exactly one diagnostic, and a path with none.
  package static func parse(_ source: SourceText) -> (JSONPath?, [Diagnostic]) {
    do throws(QuotedText.Problem) {
      return (JSONPath(text: source.text, components: try components(of: source.text)), [])
    } catch {
      return (nil, [Diagnostic(.error, error.message, at: source.location(at: error.offset), hint: error.hint)])
    }
  }

  private static func components(of text: String) throws(QuotedText.Problem) -> [Component] {
    let scalars = Array(text.unicodeScalars)
    var components: [Component] = []
    var offset = scalars.first == "$" ? 1 : 0
    if offset == 0, scalars.first != "[" { components.append(.key(try key(scalars, &offset))) }
    while offset < scalars.count {
      switch scalars[offset] {
      case ".":
        offset += 1
        components.append(.key(try key(scalars, &offset)))
      case "[": components.append(try bracket(scalars, &offset))
      default: throw fault("a . or [ is expected here", offset)
      }
    }
    return components
  }

  private static func key(_ scalars: [Unicode.Scalar], _ offset: inout Int) throws(QuotedText.Problem) -> String {
    let key = scalars[offset...].prefix { !".[]\"' \t\n$*".unicodeScalars.contains($0) }
    guard !key.isEmpty else { throw fault("a key is expected here", offset) }
    offset = key.endIndex
    return String(String.UnicodeScalarView(key))
  }

  private static func bracket(
    _ scalars: [Unicode.Scalar], _ offset: inout Int
  ) throws(QuotedText.Problem) -> Component {
    let opening = offset
    offset += 1
    let component: Component
    if offset < scalars.count, scalars[offset] == "\"" || scalars[offset] == "'" {
      let (text, end) = try QuotedText.read(scalars, from: offset)
      component = .key(text)
      offset = end
    } else {
      let digits = scalars[offset...].prefix { ("0"..."9").contains($0) }
      guard digits.count < 10, let index = Int(String(String.UnicodeScalarView(digits))) else {
        throw fault("a number from 0 or a key in quotes is expected here", offset)
      }
      component = .index(index)
      offset = digits.endIndex
    }
    guard offset < scalars.count, scalars[offset] == "]" else { throw fault("[ is never closed", opening) }
    offset += 1
    return component
  }

  private static func fault(_ message: String, _ offset: Int) -> QuotedText.Problem {
    QuotedText.Problem(message: message, offset: offset, hint: #"write $.a.b[0] or $["odd key"]"#)
  }

  /// The value at the end of the way, or how far it leads.
  func value(in document: JSONValue) -> (value: JSONValue?, reached: String, last: JSONValue) {
    var value = document
    var reached = "$"
    for component in components {
      switch (component, value) {
      case (.key(let key), .object(let members)):
        guard let member = members[key] else { return (nil, reached, value) }
        value = member
        reached += ".\(key)"
      case (.index(let index), .array(let values)):
        guard index < values.count else { return (nil, reached, value) }
        value = values[index]
        reached += "[\(index)]"
      default: return (nil, reached, value)
      }
    }
    return (value, reached, value)
  }
}
