internal import Expressions

/// An answer that is an object or a list in JSON.
enum JSONAnswer {
  /// Nil for everything else; a bare word or number is compared as text.
  static func document(of text: String) -> JSONValue? {
    guard let first = text.utf8.first(where: { ![32, 9, 10, 13].contains($0) }), first == 0x7B || first == 0x5B else {
      return nil
    }
    var reader = JSONReader(text)
    do throws(JSONReader.Problem) { return try reader.document() } catch { return nil }
  }
}
