internal import Glibc
internal import RunbookModel
internal import SystemPackage

/// Copies and writes files so that each appears whole under its name, and is on the disk when this returns.
struct FileCopier {
  /// In nanoseconds since boot; nil without a time-out.
  let deadline: Int64?
  let cancellation: Cancellation

  private static let chunk = 4 << 20

  /// Copies a file, a symbolic link or a folder with all in it; files that are there already are replaced one by one.
  func copy(_ source: String, to target: String, mode: mode_t?) throws {
    try copy(FilePath(source), to: FilePath(target), mode: mode)
  }

  /// Names are bytes here: a file share that is restored holds some that are no text.
  private func copy(_ source: FilePath, to target: FilePath, mode: mode_t?) throws {
    var status = stat()
    guard source.call({ lstat($0, &status) }) == 0 else { throw problem("\(source) can't be copied", errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      try refuseEndless(source, target)
      try copyFolder(source, to: target, mode: mode, permissions: status.st_mode & 0o7777)
    case S_IFREG: try copyFile(source, to: target, mode: mode ?? status.st_mode & 0o7777, times: status)
    case S_IFLNK: try copyLink(source, to: target)
    default: throw StepProblem("\(source) is neither a file nor a folder, so it can't be copied")
    }
  }

  /// A folder that is copied into itself would be copied again and again.
  private func refuseEndless(_ source: FilePath, _ target: FilePath) throws {
    guard let inner = resolved(folder(of: target)), let outer = resolved(source) else { return }
    guard inner.starts(with: outer) else { return }
    throw StepProblem("\(source) can't be copied to \(target), which lies in it: the copy would have no end")
  }

  /// Where a path leads once all links are followed; nil where there is nothing.
  private func resolved(_ path: FilePath) -> FilePath? {
    guard let text = path.call({ realpath($0, nil) }) else { return nil }
    defer { free(text) }
    return FilePath(platformString: text)
  }

  private func copyFolder(_ source: FilePath, to target: FilePath, mode: mode_t?, permissions: mode_t) throws {
    // Its owner must be able to fill it, whatever its permissions become.
    if target.call({ mkdir($0, 0o700) }) != 0, errno != EEXIST {
      throw problem("the folder \(target) can't be made", errno)
    }
    for name in try names(in: source) {
      try checkTime()
      try copy(source.appending(name), to: target.appending(name), mode: mode)
    }
    guard target.call({ chmod($0, permissions) }) == 0 else {
      throw problem("\(target) can't get its permissions", errno)
    }
  }

  private func names(in folder: FilePath) throws -> [FilePath.Component] {
    guard folder.call({ access($0, R_OK | X_OK) }) == 0 else { throw problem("\(folder) can't be read", errno) }
    return FolderTree.entries(of: folder)
  }

  private func copyLink(_ source: FilePath, to target: FilePath) throws {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard source.call({ readlink($0, &buffer, Int(PATH_MAX)) }) >= 0 else {
      throw problem("\(source) can't be read", errno)
    }
    let temporary = temporaryName(for: target)
    guard temporary.call({ symlink(buffer, $0) }) == 0, rename(temporary, target) == 0 else {
      throw problem("the link \(target) can't be made", errno)
    }
  }

  private func copyFile(_ source: FilePath, to target: FilePath, mode: mode_t, times: stat) throws {
    let input = try opened(source)
    defer { close(input) }
    try replace(target, mode: mode) { output in
      // The kernel copies by itself; no byte passes through here.
      while true {
        try checkTime()
        let moved = sendfile(output, input, nil, Self.chunk)
        if moved == 0 { break }
        guard moved > 0 || errno == EINTR else { throw problem("\(target) can't be written from \(source)", errno) }
      }
      var stamps = [times.st_atim, times.st_mtim]
      futimens(output, &stamps)
    }
  }

  /// Writes a file with this content.
  func write(_ bytes: [UInt8], to target: String, mode: mode_t) throws {
    let target = FilePath(target)
    try replace(target, mode: mode) { try writeAll(bytes[...], to: $0, target) }
  }

  /// The whole of a file that is small by its nature.
  func read(_ path: String, atMost limit: Int) throws -> [UInt8] {
    let file = try opened(FilePath(path))
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      guard count >= 0 else { throw problem("\(path) can't be read", errno) }
      if count == 0 { return bytes }
      bytes += chunk.prefix(count)
      guard bytes.count <= limit else { throw StepProblem("\(path) has more than \(limit) bytes") }
    }
  }

  private func opened(_ path: FilePath) throws -> Int32 {
    let file = path.call { open($0, O_RDONLY | O_CLOEXEC) }
    guard file >= 0 else { throw problem("\(path) can't be read", errno) }
    return file
  }

  /// Fills a file under another name beside the target, makes it durable, and gives it the target's name.
  private func replace(_ target: FilePath, mode: mode_t, fill: (Int32) throws -> Void) throws {
    let temporary = temporaryName(for: target)
    temporary.call(unlink)
    let file = temporary.call { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard file >= 0 else { throw problem("\(target) can't be written", errno) }
    do {
      defer { close(file) }
      try fill(file)
      guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw problem("\(target) can't be written", errno) }
      guard rename(temporary, target) == 0 else { throw problem("\(target) can't be put in place", errno) }
    } catch {
      temporary.call(unlink)
      throw error
    }
  }

  /// Always the same for a target, so that a second try replaces what a first one left behind.
  private func temporaryName(for target: FilePath) -> FilePath {
    var name: [CChar] = []
    target.lastComponent?.withPlatformString { name = Array(UnsafeBufferPointer(start: $0, count: strlen($0))) }
    // With what is put around it, it must not be longer than a name can be.
    let hidden = ".".utf8CString.dropLast() + name.prefix(240) + ".halfhour".utf8CString
    return FilePath.Component(platformString: Array(hidden)).map { folder(of: target).appending($0) } ?? target
  }

  private func folder(of path: FilePath) -> FilePath {
    let folder = path.removingLastComponent()
    return folder.isEmpty ? FilePath(".") : folder
  }

  private func rename(_ old: FilePath, _ new: FilePath) -> Int32 {
    old.call { old in new.call { Glibc.rename(old, $0) } }
  }

  private func writeAll(_ bytes: ArraySlice<UInt8>, to file: Int32, _ target: FilePath) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw problem("\(target) can't be written", errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private func checkTime() throws {
    if cancellation.isCancelled { throw FileFailure.cancelled }
    if let deadline, ClockReading.now().boot >= deadline { throw FileFailure.timedOut }
  }

  private func problem(_ what: String, _ code: Int32) -> StepProblem {
    StepProblem("\(what): \(Errno(rawValue: code))")
  }
}
