/// The address of a request, taken apart: `http` or `https`, without a user and without a fragment.
package struct ProbeURL: Hashable, Sendable {
  package var isSecure: Bool
  /// In lower case; an address of IPv6 without its brackets.
  package var host: String
  package var port: Int
  /// Path and query as they are sent.
  package var target: String

  /// Why a text is no such address, in words.
  package struct Problem: Error, Hashable {
    package var words: String
  }

  package init(_ text: String) throws(Problem) {
    let shown = text.count > 200 ? "\(text.prefix(200))…" : text
    guard let colon = text.firstRange(of: "://") else {
      throw Problem(words: "\"\(shown)\" is no address: write it whole, such as https://shop.example/")
    }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw Problem(words: "\"\(shown)\" begins with neither http:// nor https://")
    }
    let rest = text[colon.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { !"/?\\".contains($0) }
    guard !authority.contains("@") else {
      throw Problem(words: "a user stands in the address; send a header Authorization instead")
    }
    guard let (host, port) = Self.hostAndPort(String(authority)), Self.isSendable(host) else {
      throw Problem(words: "\"\(shown)\" names no host that can be asked; letters beyond ASCII are written as xn--…")
    }
    isSecure = scheme == "https"
    self.host = host.lowercased()
    self.port = port ?? (isSecure ? 443 : 80)
    let target = Self.encoded(String(rest.dropFirst(authority.count)))
    self.target = target.hasPrefix("/") ? target : "/" + target
  }

  /// Splits `host`, `host:port` and `[address]:port`; nil where it is none of them.
  package static func hostAndPort(_ text: String) -> (host: String, port: Int?)? {
    var rest = text[...]
    let host: Substring
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      host = rest[rest.index(after: rest.startIndex)..<end]
      guard host.contains(":") else { return nil }
      rest = rest[rest.index(after: end)...]
    } else {
      host = rest.prefix { $0 != ":" }
      rest = rest.dropFirst(host.count)
    }
    guard !host.isEmpty else { return nil }
    guard !rest.isEmpty else { return (String(host), nil) }
    guard rest.first == ":", let port = PortNumber.read(rest.dropFirst()) else { return nil }
    return (String(host), port)
  }

  private static func isSendable(_ host: String) -> Bool {
    host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
      case UInt8(ascii: ":"): true
      default: false
      }
    }
  }

  /// Encodes what no request line can hold; what is encoded already stays as it is.
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if byte <= 32 || byte >= 127 || "\"<>\\^`{|}".utf8.contains(byte) {
        result += FormEncoding.percent(byte)
      } else {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }

  /// As a header `Host` has it.
  package var authority: String {
    let name = bracketedHost
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  package var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  package var text: String { "\(isSecure ? "https" : "http")://\(authority)\(target)" }

  /// Where a header `Location` of an answer from here leads.
  package func following(_ location: String) throws(Problem) -> ProbeURL {
    if let colon = location.firstIndex(of: ":"), Self.isScheme(location[..<colon]) { return try ProbeURL(location) }
    if location.hasPrefix("//") { return try ProbeURL((isSecure ? "https:" : "http:") + location) }
    var next = self
    let reference = String(location.prefix { $0 != "#" })
    let path = target.prefix { $0 != "?" }
    if reference.isEmpty { return next }
    if reference.hasPrefix("/") {
      next.target = Self.withoutDots(Self.encoded(reference))
    } else if reference.hasPrefix("?") {
      next.target = path + Self.encoded(reference)
    } else {
      let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
      next.target = Self.withoutDots(folder + Self.encoded(reference))
    }
    return next
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "+-.0123456789".unicodeScalars.contains($0) }
  }

  /// RFC 3986, 5.2.4.
  private static func withoutDots(_ target: String) -> String {
    let path = target.prefix { $0 != "?" }
    var parts: [Substring] = []
    let pieces = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (number, piece) in pieces.enumerated() {
      let isLast = number == pieces.count - 1
      if piece == ".." { _ = parts.popLast() } else if piece != "." { parts.append(piece) }
      if isLast, piece == "." || piece == ".." { parts.append("") }
    }
    return "/" + parts.joined(separator: "/") + target.dropFirst(path.count)
  }
}
