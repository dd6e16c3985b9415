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
    try removeFolder(FilePath(path))
  }

  /// Removes a file; one that isn't there, or can't be removed, stays as it is.
  static func removeFile(_ path: String) { unlink(path) }

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

  /// Names are bytes here: a job may leave some that are no text.
  private static func removeFolder(_ folder: FilePath) throws(Errno) {
    // A job may have taken its own right to look into a folder.
    folder.call { chmod($0, 0o700) }
    for name in entries(of: folder) {
      let entry = folder.appending(name)
      var status = stat()
      try systemCall { entry.call { lstat($0, &status) } }
      if status.st_mode & S_IFMT == S_IFDIR {
        try removeFolder(entry)
      } else {
        try systemCall { entry.call(unlink) }
      }
    }
    try systemCall { folder.call(rmdir) }
  }

  /// What is in a folder, by names that need not be text; in the order of their bytes.
  static func entries(of folder: FilePath) -> [FilePath.Component] {
    guard let stream = folder.call(opendir) else { return [] }
    defer { closedir(stream) }
    var entries: [FilePath.Component] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath.Component(platformString: $0) }
      }
      if let name, name.kind == .regular { entries.append(name) }
    }
    return entries.sorted { $0.string < $1.string }
  }
}

extension FilePath {
  /// Hands the path to a call of the C library, byte for byte.
  @discardableResult
  func call<Value>(_ body: (UnsafePointer<CChar>) throws -> Value) rethrows -> Value {
    try withPlatformString(body)
  }
}
