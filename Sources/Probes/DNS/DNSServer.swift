/// A name server as an author writes it: `10.0.0.53`, `10.0.0.53:5353`, `::1`, `[::1]:53` or a name.
struct DNSServer: Hashable, Sendable {
  /// As it was written.
  let text: String
  let host: String
  let port: UInt16

  /// Nil where the port is none, or nothing stands before it.
  init?(_ text: String) {
    self.text = text
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = String(text[text.index(after: text.startIndex)..<end])
      let rest = text[text.index(after: end)...]
      guard let port = Self.port(rest.isEmpty ? nil : rest.first == ":" ? rest.dropFirst() : "") else { return nil }
      self.port = port
    } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
      host = String(text[..<colon])
      guard let port = Self.port(text[text.index(after: colon)...]) else { return nil }
      self.port = port
    } else {
      host = text
      port = 53
    }
    guard !host.isEmpty else { return nil }
  }

  private static func port(_ text: Substring?) -> UInt16? {
    guard let text else { return 53 }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(text), port > 0 else { return nil }
    return port
  }
}
