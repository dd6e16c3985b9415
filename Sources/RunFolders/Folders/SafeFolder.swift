internal import Glibc

/// Makes and checks folders that only their owner may use, whatever the umask.
package enum SafeFolder {
  /// Makes a folder under a name that nobody has or can guess, for what goes with the command, and returns its path.
  package static func makeUnique(in place: String, prefix: String) throws(FolderError) -> String {
    var name = Array("\(place)/\(prefix).XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw FolderError("no folder can be made there", place, code: errno) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes the folder and those above it that are missing, each 0700.
  static func make(_ path: String) throws(FolderError) {
    if try makeOne(path) { return }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      throw FolderError("the folder can't be made", path, code: ENOENT)
    }
    try make(String(path[..<slash]))
    // Still missing what is above it: that is a symbolic link to nowhere.
    guard try makeOne(path) else { throw FolderError("the folder can't be made", path, code: ENOENT) }
  }

  /// False when what is above it is missing.
  private static func makeOne(_ path: String) throws(FolderError) -> Bool {
    if mkdir(path, 0o700) == 0 {
      guard chmod(path, 0o700) == 0 else { throw FolderError("can't be made private", path, code: errno) }
      return true
    }
    switch errno {
    case EEXIST: return true
    case ENOENT: return false
    default: throw FolderError("the folder can't be made", path, code: errno)
    }
  }

  /// Refuses what somebody else could have laid out or could change.
  static func verify(_ path: String) throws(FolderError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw FolderError("can't be looked at", path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw FolderError("\(path) is not a folder, or is a symbolic link to one. Name the folder itself.")
    }
    guard status.st_uid == geteuid() else {
      throw FolderError("\(path) belongs to user \(status.st_uid), not to you. Choose another with HALFHOUR_STATE.")
    }
    guard status.st_mode & 0o022 == 0 else {
      throw FolderError("\(path) can be written by others. Do: chmod go-w \(path)")
    }
    guard access(path, R_OK | X_OK) == 0 else { throw FolderError("can't be read", path, code: errno) }
    try verifyAncestors(of: path)
  }

  /// Where a person's own symbolic link leads, as to another disk; the path itself where it is none.
  static func following(_ path: String) throws(FolderError) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw FolderError(
        "\(path) is a symbolic link that belongs to user \(status.st_uid), not to you. Choose another with HALFHOUR_STATE."
      )
    }
    try verifyAncestors(of: path)
    guard let real = realpath(path, nil) else {
      throw FolderError("the symbolic link leads to no folder", path, code: errno)
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// In a folder that everybody can write without the sticky bit, anybody could put another in our folder's place.
  private static func verifyAncestors(of path: String) throws(FolderError) {
    var rest = path[...]
    while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")), !rest.isEmpty {
      rest = rest[..<slash]
      var status = stat()
      guard stat(rest.isEmpty ? "/" : String(rest), &status) == 0 else { continue }
      guard status.st_mode & 0o002 == 0 || status.st_mode & S_ISVTX != 0 else {
        throw FolderError("everybody can write in \(rest), which holds \(path). Choose another with HALFHOUR_STATE.")
      }
    }
  }

  /// Keeps others from reading a folder that is ours.
  static func makePrivate(_ path: String) throws(FolderError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw FolderError("can't be looked at", path, code: errno) }
    guard status.st_mode & 0o777 != 0o700 else { return }
    guard chmod(path, 0o700) == 0 else { throw FolderError("can't be made private", path, code: errno) }
  }

  /// What isn't hidden, in the order of the names; nothing where the folder can't be read.
  static func names(in path: String) -> [String] { allNames(in: path).filter { !$0.hasPrefix(".") } }

  /// What is hidden, but for the folder itself and the one above it.
  static func hiddenNames(in path: String) -> [String] {
    allNames(in: path).filter { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
  }

  private static func allNames(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  /// Makes what was done to the names in a folder durable.
  static func sync(_ path: String) throws(FolderError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FolderError("can't be opened", path, code: errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw FolderError("can't be made durable", path, code: errno) }
  }
}
