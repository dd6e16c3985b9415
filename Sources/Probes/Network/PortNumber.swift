/// Numbers of ports as texts.
package enum PortNumber {
  /// From 1 to 65535, in digits alone.
  package static func read(_ text: some StringProtocol) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(text),
      (1...65_535).contains(port)
    else { return nil }
    return port
  }
}
