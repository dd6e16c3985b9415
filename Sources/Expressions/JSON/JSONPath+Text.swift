extension JSONPath {
  /// Why a document gives no text, in words.
  package struct Missing: Error, Hashable {
    package var words: String
  }

  /// The text, number, truth value or `null` at the end of the way, as a text.
  package func text(in document: String) throws(Missing) -> String {
    var reader = JSONReader(document)
    let root: JSONValue
    do throws(JSONReader.Problem) { root = try reader.document() } catch {
      throw Missing(words: "\(error.message) (byte \(error.offset + 1))")
    }
    let (value, reached, last) = value(in: root)
    switch value {
    case .string(let text), .number(let text): return text
    case .bool(let truth): return truth ? "true" : "false"
    case .null: return "null"
    case .array, .object: throw Missing(words: "\(text) is \(last.shown)")
    case nil: throw Missing(words: "nothing stands at \(text): \(reached) is \(last.shown)")
    }
  }
}
