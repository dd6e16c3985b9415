import Glibc
import SystemPackage

/// A folder in which job folders stand.
struct JobRoot: Sendable {
  let path: String

  /// Makes the folder unless it is there, gives it an identity, and refuses one that isn't ours alone.
  func open() throws(JobStartError) {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      let problem = Errno(rawValue: errno)
      throw .failed(reason: "The folder for jobs \(path) can't be made: \(problem). Make its parent writable.")
    }
    try verify()
    if identity == nil { try identify() }
  }

  /// A token that the folder got when it was made; device and inode come again when a memory file system is mounted anew.
  var identity: String? {
    FileAccess.contents(of: identityFile, atMost: 64).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Refuses a folder that somebody else could have laid out for us, in a place where everybody may write.
  func verify() throws(JobStartError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw .failed(reason: "The folder for jobs \(path) can't be looked at: \(Errno(rawValue: errno)).")
    }
    let advice = "Somebody else may have put it there; look at it and remove it."
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .failed(reason: "\(path), where job folders go, is not a folder. \(advice)")
    }
    guard status.st_uid == getuid() else {
      throw .failed(reason: "\(path), where job folders go, belongs to user \(status.st_uid). \(advice)")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .failed(reason: "\(path), where job folders go, is open to others. \(advice)")
    }
  }

  private var identityFile: String { path + "/.identity" }

  /// Linked to its name when it is whole; of two that come at once the first one's token stays.
  private func identify() throws(JobStartError) {
    let token = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    let draft = "\(identityFile).\(token)"
    defer { unlink(draft) }
    do {
      try FileAccess.create(draft, mode: 0o600, token.utf8)
      guard link(draft, identityFile) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    } catch {
      throw .failed(reason: "The folder for jobs \(path) can't be written: \(error). Make room there.")
    }
  }
}
