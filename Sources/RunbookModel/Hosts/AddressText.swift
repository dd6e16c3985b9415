/// What stands in a destination that `ssh` accepts.
package enum AddressText {
  /// The host alone: without `ssh://`, the user before `@` and the port.
  package static func host(of destination: String) -> String {
    var rest = destination[...]
    if rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) { rest = rest[rest.utf8.index(after: at)...] }
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { return String(rest[..<end].dropFirst()) }
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    // More than one colon makes it an IPv6 address, which has no port without brackets.
    if let colon = rest.firstIndex(of: ":"), rest.lastIndex(of: ":") == colon { rest = rest[..<colon] }
    return String(rest)
  }

  /// The host name before the first colon of `host:path`, as `scp` reads it; nil where a slash or a value comes first.
  ///
  /// It is asked of the text as its author wrote it, so that no value can turn a path into one on another machine.
  package static func hostPrefix(of path: String) -> HostName? {
    guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), colon != path.startIndex else { return nil }
    let name = path[..<colon]
    guard name.utf8.allSatisfy(isPartOfName) else { return nil }
    return HostName(String(name))
  }

  /// Why `ssh` can't or mustn't be given this destination; nil when it can.
  ///
  /// It is asked of every destination: the site's, that of `--host`, and what a step gives while the run goes.
  package static func problem(of destination: String) -> String? {
    if destination.utf8.first == UInt8(ascii: "-") {
      return "ssh would take a word that begins with \"-\" for an option"
    }
    if destination.unicodeScalars.contains(where: isSpace) { return "a destination is one word, without white space" }
    let isURL = destination.hasPrefix(scheme)
    let rest = isURL ? destination.dropFirst(scheme.count) : destination[...]
    let at = rest.utf8.lastIndex(of: UInt8(ascii: "@"))
    let user = at.map { rest[..<$0] }
    let place = at.map { rest[rest.utf8.index(after: $0)...] } ?? rest
    let host = self.host(of: destination)
    if host.isEmpty { return "it names no host" }
    if user?.isEmpty == true { return "no user stands before the \"@\"" }
    if host.utf8.first == UInt8(ascii: "-") || user?.utf8.first == UInt8(ascii: "-") {
      return "neither user nor host begins with \"-\""
    }
    if let odd = (String(user ?? "") + host).unicodeScalars.first(where: shellSigns.contains) {
      return "neither user nor host holds \"\(odd)\""
    }
    return isURL ? problem(ofPortIn: place) : plainProblem(place, of: destination)
  }

  private static let scheme = "ssh://"

  /// OpenSSH refuses most of these itself, because a `ProxyCommand` may hand them to a shell.
  private static let shellSigns = Set("'\"`$\\;&<>|(){},".unicodeScalars)

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
  }

  private static func problem(ofPortIn place: Substring) -> String? {
    guard let tail = place.split(separator: "]", omittingEmptySubsequences: false).last else { return nil }
    var port = tail[...]
    if let slash = port.firstIndex(of: "/") {
      guard port.index(after: slash) == port.endIndex else { return "nothing may follow the port" }
      port = port[..<slash]
    }
    guard let colon = port.firstIndex(of: ":") else { return nil }
    let digits = port[port.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), (1...65_535).contains(number)
    else { return "\"\(digits)\" is no port" }
    return nil
  }

  /// Without `ssh://` the whole of `host:22` would be the name of a host.
  private static func plainProblem(_ place: Substring, of destination: String) -> String? {
    if place.contains("/") { return "no host holds \"/\"" }
    let colons = place.utf8.count { $0 == UInt8(ascii: ":") }
    return colons == 1 || place.contains("[") ? "a port needs the form ssh://user@host:port" : nil
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || isAlphanumeric(byte)
  }

  package static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
