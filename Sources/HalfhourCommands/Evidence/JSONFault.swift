extension Error {
  /// Why something is not the JSON that it should be, without the decoder's own terms.
  var words: String {
    func name(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ".")
    }
    return switch self as? DecodingError {
    case .keyNotFound(let key, let context): "it has no `\(name(context.codingPath + [key]))`"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.isEmpty ? "it is no object" : "`\(name(context.codingPath))` is not what it should be"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "it is no JSON" : "`\(name(context.codingPath))` is not what it should be"
    default: "\(self)"
    }
  }
}
