internal import Expressions
internal import RunbookModel

/// Takes a value from an answer for the requests that follow.
enum CapturedValue {
  struct Missing: Error {
    var words: String
  }

  static func take(_ capture: HTTPCapture, from exchange: HTTPExchange.Answer) throws(Missing) -> String {
    switch capture.source {
    case .header(let name):
      guard let value = exchange.headers.first(where: { $0.name.lowercased() == name.lowercased() })?.value else {
        throw Missing(words: "it has no header \(name)")
      }
      return value
    case .json(let source):
      guard let path = JSONPath.parse(source).0 else { throw Missing(words: "\(source.text) is no path into JSON") }
      do throws(JSONPath.Missing) { return try path.text(in: exchange.text) } catch {
        throw Missing(words: error.words)
      }
    case .between(let after, let until):
      guard let value = between(after, until, in: exchange.text) else {
        throw Missing(words: "nothing stands between \(quoted(after)) and \(quoted(until))")
      }
      return value
    }
  }

  /// What stands behind the first place of one text, up to the next place of the other; bytes are compared.
  static func between(_ after: String, _ until: String, in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let start = bytes.firstRange(of: Array(after.utf8))?.upperBound,
      let end = bytes[start...].firstRange(of: Array(until.utf8))?.lowerBound
    else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func quoted(_ text: String) -> String { text.debugDescription }
}
