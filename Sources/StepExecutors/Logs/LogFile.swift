import Glibc
import SystemPackage

/// The log of a job on disk, made with its first byte; a write that fails is an answer, not an end.
struct LogFile: Sendable {
  let path: String
  private var file: Int32 = -1

  init(path: String) { self.path = path }

  /// Opens the file and takes away what stands behind its valid length; gives the length that it really has.
  mutating func open(length: Int) throws(Errno) -> Int {
    guard file < 0 else { return length }
    let opened = try systemCall { Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    var status = stat()
    fstat(opened, &status)
    let valid = min(length, Int(status.st_size))
    do {
      try systemCall { ftruncate(opened, valid) }
      try systemCall { lseek(opened, valid, SEEK_SET) }
    } catch {
      Glibc.close(opened)
      throw error
    }
    file = opened
    return valid
  }

  /// Appends up to `count` bytes of another file without bringing them here; gives how many.
  func append(_ source: Int32, at offset: Int, count: Int) throws(Errno) -> Int {
    var position = off_t(offset)
    do {
      return try systemCall { sendfile(file, source, &position, count) }
    } catch {
      // Some file systems can't be fed by the kernel itself.
      guard error == .invalidArgument || error == .noFunction else { throw error }
      var buffer = [UInt8](repeating: 0, count: min(count, 1 << 18))
      let size = try systemCall { pread(source, &buffer, buffer.count, off_t(offset)) }
      return try append(buffer[..<size])
    }
  }

  /// Appends what it can; gives how many bytes.
  func append(_ bytes: ArraySlice<UInt8>) throws(Errno) -> Int {
    try systemCall { bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } }
  }

  /// Takes back what was appended behind a length.
  func truncate(to length: Int) throws(Errno) {
    try systemCall { ftruncate(file, length) }
    try systemCall { lseek(file, length, SEEK_SET) }
  }

  mutating func close() {
    if file >= 0 { Glibc.close(file) }
    file = -1
  }
}
