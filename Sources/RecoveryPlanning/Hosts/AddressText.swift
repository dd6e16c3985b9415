package import RunbookModel

/// What stands in a destination that `ssh` accepts.
package enum AddressText {
  /// The host alone: without `ssh://`, the user before `@` and the port.
  package static func host(of destination: String) -> String {
    var rest = destination[...]
    if rest.hasPrefix("ssh://") { rest = rest.dropFirst(6) }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { return String(rest[..<end].dropFirst()) }
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    // More than one colon makes it an IPv6 address, which has no port without brackets.
    if let colon = rest.firstIndex(of: ":"), rest.lastIndex(of: ":") == colon { rest = rest[..<colon] }
    return String(rest)
  }

  /// The host name before the first colon of `host:path`, as `scp` reads it; nil where a slash or a value comes first.
  package static func hostPrefix(of path: String) -> HostName? {
    guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), colon != path.startIndex else { return nil }
    let name = path[..<colon]
    guard name.utf8.allSatisfy(isPartOfName) else { return nil }
    return HostName(String(name))
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || isAlphanumeric(byte)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
