import Glibc
import SystemPackage

/// Small files, read and written whole.
enum FileAccess {
  /// The bytes of a file up to a limit; nil when it isn't there or can't be read.
  static func contents(of path: String, atMost limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 65536))
    while bytes.count < limit {
      let count = read(file, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// Creates a file that wasn't there and writes all of it; throws `fileExists` when it was.
  static func create(_ path: String, mode: mode_t, _ bytes: some Collection<UInt8>) throws(Errno) {
    let file = try systemCall { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
    defer { close(file) }
    try write(Array(bytes), to: file)
  }

  /// Creates a file that wasn't there and appears whole, whenever this process ends; throws `fileExists` when it was.
  ///
  /// Its draft has a name of its own, because two tasks may come at once.
  static func createWhole(_ path: String, mode: mode_t, _ bytes: some Collection<UInt8>) throws(Errno) {
    let draft = "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
    defer { unlink(draft) }
    try create(draft, mode: mode, bytes)
    _ = try systemCall { link(draft, path) }
  }

  /// Writes all bytes at the file's position.
  static func write(_ bytes: [UInt8], to file: Int32) throws(Errno) {
    var done = 0
    while done < bytes.count {
      done += try systemCall {
        bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
      }
    }
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
