import Glibc
import SystemPackage

/// Folders with all that is in them; symbolic links are never followed.
enum FolderTree {
  /// Removes a folder and everything beneath it; what isn't there is no error.
  static func remove(_ path: String) throws(Errno) {
    guard rmdir(path) != 0 else { return }
    if errno == ENOENT { return }
    if errno == ENOTDIR {
      try systemCall { unlink(path) }
      return
    }
    try removeEntries(of: path)
    try systemCall { rmdir(path) }
  }

  /// The names in a folder, without the two dots.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Copies a file or a folder with its permission bits, following symbolic links as `cp -L` does.
  static func copy(_ source: String, to target: String) throws(Errno) {
    var status = stat()
    try systemCall { stat(source, &status) }
    let mode = status.st_mode & 0o777
    if status.st_mode & S_IFMT == S_IFDIR {
      try systemCall { mkdir(target, mode | 0o700) }
      for name in names(in: source) { try copy(source + "/" + name, to: target + "/" + name) }
    } else {
      let from = try systemCall { open(source, O_RDONLY | O_CLOEXEC) }
      defer { close(from) }
      let to = try systemCall { open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
      defer { close(to) }
      while try systemCall({ sendfile(to, from, nil, 1 << 22) }) > 0 {}
      // The umask took bits away that the script may need.
      try systemCall { fchmod(to, mode) }
    }
  }

  private static func removeEntries(of path: String) throws(Errno) {
    // A job may have taken its own right to look into a folder.
    chmod(path, 0o700)
    for name in names(in: path) {
      let entry = path + "/" + name
      var status = stat()
      try systemCall { lstat(entry, &status) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try remove(entry)
      } else {
        try systemCall { unlink(entry) }
      }
    }
  }
}
