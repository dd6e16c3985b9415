internal import Digests
internal import Glibc

/// An exclusive lock that the kernel lets go with its holder.
package final class FileLock: Sendable {
  private let file: Int32

  /// Takes the lock; `held` says who has it when somebody does.
  init(_ path: String, holder: String, held: (String) -> FolderError) throws(FolderError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FolderError("the lock can't be opened", path, code: errno) }
    guard Self.take(file) else {
      let code = errno
      let words = Self.words(file)
      close(file)
      throw code == EWOULDBLOCK ? held(words) : FolderError("can't be locked", path, code: code)
    }
    self.file = file
    // The words only tell others who holds the lock; without room for them it is held all the same.
    if ftruncate(file, 0) == 0 { _ = SafeFile.writeAll(Array(holder.utf8), to: file) }
  }

  deinit { close(file) }

  /// Tries for a fifth of a second: somebody who only looks whether the lock is held holds it for a moment.
  private static func take(_ file: Int32) -> Bool {
    for _ in 0..<10 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(20_000)
    }
    return flock(file, LOCK_EX | LOCK_NB) == 0
  }

  private static func words(_ file: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = pread(file, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : "another process"
  }
}

extension RunFolder {
  /// Takes the run in hand; only one process can.
  package func lock(holder: String) throws(FolderError) -> FileLock {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try FileLock(lock, holder: holder) { words in
      FolderError("the run \(name) is in the hands of \(words). Watch it with: halfhour watch \(name)", isHeld: true)
    }
  }

  /// Whether some process has the run in hand.
  package var isInHand: Bool {
    let file = open(lock, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    // Shared, so that those who only look don't take each other for the holder.
    return flock(file, LOCK_SH | LOCK_NB) != 0
  }
}

extension StateFolder {
  /// One recovery of a service at a time on this machine.
  package func lock(service: String, of site: String, holder: String) throws(FolderError) -> FileLock {
    let words = String("\(site)-\(service)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(80))
    // Names that differ in other characters alone must not share a lock.
    let name = "\(words)-\(SHA256Digest(of: "\(site)\0\(service)").description.prefix(12))"
    return try FileLock("\(locks)/\(name)", holder: holder) { words in
      FolderError("\(service) is being recovered already: \(words)", isHeld: true)
    }
  }
}
