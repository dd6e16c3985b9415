/// The text of a public host key: its type, its base64 text, and perhaps a comment.
package enum HostKeyText {
  /// The type and the base64 text with one space between them, or what is wrong with the text.
  package static func read(_ text: String) -> Result<String, Problem> {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let type = words.first else { return .failure("it is empty") }
    if text.contains("PRIVATE KEY") { return .failure("this is a private key, which never leaves its host") }
    if type.hasPrefix("SHA256:") || type.hasPrefix("MD5:") {
      return .failure("this is a fingerprint, and the key itself is needed, as `ssh-keyscan` prints it")
    }
    guard words.count > 1 else { return .failure("the type and the base64 text of a key stand apart") }
    guard let bytes = Base64.bytes(of: words[1]), let parts = parts(of: bytes) else {
      if words.dropFirst().contains(where: isBase64OfKey) {
        return .failure("leave out what stands before the type: an address, a marker or an option")
      }
      return .failure("the base64 text of the key is damaged or not whole")
    }
    guard parts[0].elementsEqual(type.utf8) else {
      return .failure("the key is of type \(String(decoding: parts[0], as: UTF8.self)), not \(type)")
    }
    if type.contains("-cert-") { return .failure("this is a certificate, and the key itself is needed") }
    return .success("\(type) \(words[1])")
  }

  /// What is wrong with the text; nil when it is a public host key.
  package static func problem(of text: String) -> String? {
    if case .failure(let problem) = read(text) { problem.text } else { nil }
  }

  package struct Problem: Error, Hashable, ExpressibleByStringInterpolation {
    package var text: String

    package init(stringLiteral text: String) { self.text = text }
  }

  private static func isBase64OfKey(_ word: Substring) -> Bool { Base64.bytes(of: word).flatMap(parts) != nil }

  /// What a key is made of: texts, each behind its length in four bytes, the first of them the type.
  private static func parts(of bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
    var parts: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard rest.count >= 4 else { return nil }
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard rest.count >= length else { return nil }
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.count > 1 ? parts : nil
  }
}
