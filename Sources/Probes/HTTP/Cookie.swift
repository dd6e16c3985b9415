/// One cookie, as a header `Set-Cookie` gave it (RFC 6265).
struct Cookie: Hashable, Sendable {
  var name: String
  var value: String
  var domain: String
  /// Only the host that gave it gets it back.
  var isHostOnly: Bool
  var path: String
  var isSecure: Bool
  /// In seconds since 1970; nil lasts as long as the probe.
  var expires: Int64?

  /// Nil for what is no cookie, or one that its sender may not give.
  init?(_ header: String, from url: ProbeURL, now: Int64) {
    let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(Self.pair)
    guard let first = parts.first, let value = first.value, !first.name.isEmpty else { return nil }
    self.name = first.name
    self.value = value
    domain = url.host
    isHostOnly = true
    path = Self.folder(of: url.target)
    isSecure = false
    var maxAge: Int64?
    for part in parts.dropFirst() {
      let value = part.value ?? ""
      switch part.name.lowercased() {
      case "domain": guard take(domain: value, of: url) else { return nil }
      case "path": if value.hasPrefix("/") { path = value }
      case "secure": isSecure = true
      case "expires": expires = CookieDate.seconds(value) ?? expires
      case "max-age": maxAge = Int64(value) ?? maxAge
      default: break
      }
    }
    if let maxAge { expires = maxAge <= 0 ? .min : now + min(maxAge, 1 << 40) }
    // What is not safe from being read on the way is not taken from it either.
    if isSecure, !url.isSecure { return nil }
  }

  /// A wider domain must be one to which the sender belongs, and no top of the tree.
  private mutating func take(domain text: String, of url: ProbeURL) -> Bool {
    let wider = (text.hasPrefix(".") ? text.dropFirst() : text[...]).lowercased()
    guard !wider.isEmpty, wider != url.host else { return true }
    guard Self.belongs(url.host, to: wider), wider.contains(".") else { return false }
    domain = wider
    isHostOnly = false
    return true
  }

  /// An address belongs to no domain but itself.
  static func belongs(_ host: String, to domain: String) -> Bool {
    if host == domain { return true }
    let isAddress = host.contains(":") || host.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    return !isAddress && host.hasSuffix("." + domain)
  }

  func goes(to url: ProbeURL, now: Int64) -> Bool {
    guard isHostOnly ? url.host == domain : Self.belongs(url.host, to: domain) else { return false }
    guard !isSecure || url.isSecure, expires.map({ $0 > now }) ?? true else { return false }
    let target = String(url.target.prefix { $0 != "?" })
    return target == path
      || (target.hasPrefix(path) && (path.hasSuffix("/") || target.dropFirst(path.count).first == "/"))
  }

  private static func pair(_ text: Substring) -> (name: String, value: String?) {
    guard let equals = text.firstIndex(of: "=") else { return (trimmed(text), nil) }
    return (trimmed(text[..<equals]), trimmed(text[text.index(after: equals)...]))
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  private static func folder(of target: String) -> String {
    let path = target.prefix { $0 != "?" }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
