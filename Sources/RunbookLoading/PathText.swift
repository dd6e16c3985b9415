/// Paths as texts: nothing here asks the disk.
enum PathText {
  /// Everything before the last slash; `.` where there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Joins and removes `.` and `..` as far as that can be done without asking the disk.
  static func join(_ folder: String, _ path: String) -> String {
    normalise(path.hasPrefix("/") ? path : folder + "/" + path)
  }

  static func normalise(_ path: String) -> String {
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
  static func leadsOut(_ path: String) -> Bool {
    if path.hasPrefix("/") { return true }
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }

  /// The folder and those above it, the nearest first.
  static func ancestors(of folder: String) -> [String] {
    var folder = normalise(folder)
    var folders = [folder]
    while folder != ".", folder != "/", !folder.hasSuffix("..") {
      folder = self.folder(of: folder)
      folders.append(folder)
    }
    return folders
  }
}
