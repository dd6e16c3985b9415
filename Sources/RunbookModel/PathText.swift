/// Paths as texts: nothing here asks the disk.
package enum PathText {
  /// Everything before the last slash; `.` where there is none.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What stands behind the last slash.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// A path as seen from a folder, its parts untouched, because a symbolic link may stand among them.
  package static func resolve(_ path: String, in folder: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Joins and removes `.` and `..` as far as that can be done without asking the disk.
  package static func join(_ folder: String, _ path: String) -> String {
    normalise(path.hasPrefix("/") ? path : folder + "/" + path)
  }

  package static func normalise(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// Whether a path that an author wrote leads out of the folder that it is joined with.
  package static func leadsOut(_ path: String) -> Bool {
    if path.hasPrefix("/") { return true }
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
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
