/// Paths as text, without asking the file system.
package enum PathText {
  /// The second path as seen from the first: itself where it is absolute.
  package static func join(_ base: String, _ path: String) -> String {
    if path.hasPrefix("/") || base.isEmpty { return path }
    if path.isEmpty { return base }
    return base.hasSuffix("/") ? base + path : base + "/" + path
  }

  /// All before the last component; `.` where there is nothing.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What stands behind the last slash.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
