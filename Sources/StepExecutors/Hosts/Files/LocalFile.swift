internal import Glibc
internal import SystemPackage

/// Files of this machine, as one end of a copy.
enum LocalFile {
  static func read(
    _ path: FilePath, _ watch: TransferWatch, _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws {
    let file = try systemCall { path.call { open($0, O_RDONLY | O_CLOEXEC) } }
    defer { close(file) }
    try read(file, atMost: .max, watch, take)
  }

  /// Reads so many bytes from where the file stands.
  static func read(
    _ file: Int32, atMost limit: Int, _ watch: TransferWatch, _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
    defer { buffer.deallocate() }
    var left = limit
    while left > 0 {
      try watch.check()
      let count = try systemCall { Glibc.read(file, buffer.baseAddress, min(left, 1 << 20)) }
      if count == 0 { return }
      take(UnsafeBufferPointer(rebasing: buffer[..<count]))
      left -= count
    }
  }

  /// Opens the file under a hidden name: a new one, or what an earlier try left, cut to whole blocks of 1 MiB.
  static func stage(_ hidden: String, keeping: Bool) throws(Errno) -> (file: Int32, blocks: Int) {
    if keeping {
      let file = open(hidden, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      if file >= 0 {
        var status = stat()
        fstat(file, &status)
        let blocks = Int(status.st_size) >> 20
        try systemCall { ftruncate(file, off_t(blocks << 20)) }
        return (file, blocks)
      }
    }
    try FolderTree.remove(hidden)
    return (try systemCall { open(hidden, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }, 0)
  }

  /// Gives a file that is complete its permissions, its time and its name, and makes it durable.
  static func place(_ hidden: String, at target: String, mode: UInt32, seconds: Int?) throws(Errno) {
    let file = try systemCall { open(hidden, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
    defer { close(file) }
    try systemCall { fchmod(file, mode_t(mode)) }
    if let seconds {
      let stamps = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
      try systemCall { futimens(file, stamps) }
    }
    try systemCall { fsync(file) }
    try systemCall { rename(hidden, target) }
  }
}
