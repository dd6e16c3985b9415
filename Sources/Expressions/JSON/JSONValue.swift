/// A JSON document in which numbers stay as they were written, so that nothing is rounded.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Of a key that occurs twice, the last value counts.
  case object([String: JSONValue])

  /// For messages, cut to a readable size.
  package var shown: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): Excerpt.line(text, limit: 80)
    case .string(let text): Excerpt.quoted(text)
    case .array(let values): "a list of \(values.count)"
    case .object(let members): "an object with \(members.count) keys"
    }
  }
}
