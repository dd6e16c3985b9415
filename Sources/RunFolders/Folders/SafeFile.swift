internal import Glibc

/// Reads and writes small files whole.
enum SafeFile {
  /// The whole content; nil where there is no file. What isn't a plain file, or is larger than the limit, is refused.
  static func read(_ path: String, limit: Int = .max) throws(FolderError) -> [UInt8]? {
    // Without O_NONBLOCK, a pipe that somebody left there would hold us for ever.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw FolderError("can't be read", path, code: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FolderError("can't be read", path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FolderError("\(path) is not a plain file") }
    guard status.st_size <= limit else { throw FolderError("\(path) is too large: \(status.st_size) bytes") }
    return try readAll(file, path, expected: Int(status.st_size))
  }

  /// The last bytes of a plain file, and whether they are all of it; nil where there is no file.
  static func readEnd(_ path: String, most: Int) throws(FolderError) -> (bytes: [UInt8], isWhole: Bool)? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw FolderError("can't be read", path, code: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FolderError("can't be read", path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FolderError("\(path) is not a plain file") }
    let start = max(0, Int(status.st_size) - most)
    guard lseek(file, off_t(start), SEEK_SET) == off_t(start) else {
      throw FolderError("can't be read", path, code: errno)
    }
    return (try readAll(file, path, expected: min(most, Int(status.st_size))), start == 0)
  }

  private static func readAll(_ file: Int32, _ path: String, expected: Int) throws(FolderError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes a file that must not be there yet, else returns false; it appears whole, 0600 or 0700.
  ///
  /// Its content is durable when this returns, its name when its folder has been synced.
  static func create(_ path: String, _ bytes: [UInt8], executable: Bool = false) throws(FolderError) -> Bool {
    let temporary = try writeTemporary(for: path, bytes, executable: executable)
    defer { unlink(temporary) }
    if link(temporary, path) == 0 { return true }
    guard errno == EEXIST else { throw FolderError("can't be written", path, code: errno) }
    return false
  }

  /// Writes a file in place of an earlier one; a reader finds the one or the other, whole.
  static func replace(_ path: String, _ bytes: [UInt8]) throws(FolderError) {
    let temporary = try writeTemporary(for: path, bytes, executable: false)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw FolderError("can't be written", path, code: code)
    }
  }

  /// The path of a durable file with a name of its own, hidden beside where it will stand.
  private static func writeTemporary(
    for path: String, _ bytes: [UInt8], executable: Bool
  ) throws(FolderError) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    let temporary = "\(path[..<slash]).new-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    let mode: mode_t = executable ? 0o700 : 0o600
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw FolderError("can't be written", path, code: errno) }
    defer { close(file) }
    guard fchmod(file, mode) == 0, writeAll(bytes, to: file), fsync(file) == 0 else {
      let code = errno
      unlink(temporary)
      throw FolderError("can't be written", path, code: code)
    }
    return temporary
  }

  /// Writes all bytes; false with `errno` set when not all could be.
  static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        if count == 0 { errno = ENOSPC }
        return false
      }
      done += count
    }
    return true
  }
}
