/// Paths as texts: nothing here asks the disk.
///
/// Bytes are compared, as a file system does: a slash with a combining mark behind it is one character, and a slash.
package enum PathText {
  private static let slash = UInt8(ascii: "/")

  /// Everything before the last slash; `.` where there is none.
  package static func folder(of path: String) -> String {
    guard let last = path.utf8.lastIndex(of: slash) else { return "." }
    return last == path.startIndex ? "/" : String(path[..<last])
  }

  /// What stands behind the last slash.
  package static func name(of path: String) -> String {
    parts(of: path).last.map(String.init) ?? path
  }

  /// What stands between slashes, without what is empty.
  package static func parts(of path: String) -> [Substring] {
    path.utf8.split(separator: slash).map { Substring($0) }
  }

  package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }

  /// A path as seen from a folder, its parts untouched, because a symbolic link may stand among them.
  package static func resolve(_ path: String, in folder: String) -> String {
    if isAbsolute(path) || folder.isEmpty { return path }
    return endsInSlash(folder) ? folder + path : folder + "/" + path
  }

  /// Whether the path can only be a folder's.
  package static func endsInSlash(_ path: String) -> Bool { path.utf8.last == slash }

  /// Joins and removes `.` and `..` as far as that can be done without asking the disk.
  package static func join(_ folder: String, _ path: String) -> String {
    normalise(isAbsolute(path) ? path : folder + "/" + path)
  }

  package static func normalise(_ path: String) -> String {
    var parts: [Substring] = []
    for part in self.parts(of: path) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute(path) {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute(path) ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// Whether a path that an author wrote leads out of the folder that it is joined with.
  package static func leadsOut(_ path: String) -> Bool {
    if isAbsolute(path) { return true }
    var depth = 0
    for part in parts(of: path) where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }

  /// The folder and those above it, the nearest first.
  package static func ancestors(of folder: String) -> [String] {
    var folder = normalise(folder)
    var folders = [folder]
    while folder != ".", folder != "/", !folder.hasSuffix("..") {
      folder = self.folder(of: folder)
      folders.append(folder)
    }
    return folders
  }
}
