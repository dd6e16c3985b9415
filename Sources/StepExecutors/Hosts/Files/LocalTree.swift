internal import Digests
internal import Glibc
internal import SystemPackage

/// A folder of this machine with all that is in it, by names that need not be text.
struct LocalTree {
  struct Entry {
    let path: FilePath
    /// As `find` writes it from within the folder: `./a/b`.
    let name: [UInt8]
    let facts: FileFacts
  }

  let root: FilePath

  init(_ path: String) { root = FilePath(path) }

  /// All beneath the folder, each folder before what is in it; links are not followed.
  func entries() -> [Entry] {
    var entries: [Entry] = []
    add(root, [UInt8(ascii: ".")], to: &entries)
    return entries
  }

  private func add(_ folder: FilePath, _ name: [UInt8], to entries: inout [Entry]) {
    for component in FolderTree.entries(of: folder) {
      let path = folder.appending(component)
      var status = stat()
      guard path.call({ lstat($0, &status) }) == 0 else { continue }
      let text = component.withPlatformString { start in
        UnsafeBufferPointer(start: start, count: strlen(start)).map { UInt8(bitPattern: $0) }
      }
      let entry = Entry(path: path, name: name + [UInt8(ascii: "/")] + text, facts: FileFacts(status))
      entries.append(entry)
      if entry.facts.kind == .folder { add(path, entry.name, to: &entries) }
    }
  }

  /// The checksum of every file, by name.
  func sums(by tool: ChecksumTool, _ watch: TransferWatch) throws(TransferFailure) -> [[UInt8]: String] {
    var sums: [[UInt8]: String] = [:]
    for entry in entries() where entry.facts.kind == .file {
      try watch.check()
      var sum = tool.fresh
      do {
        try LocalFile.read(entry.path, watch) { sum.update($0) }
      } catch let error as Errno {
        throw .problem("\(entry.path) can't be read: \(error)")
      } catch {
        throw watch.end ?? .cancelled
      }
      sums[entry.name] = sum.text
    }
    return sums
  }

  /// Gives a folder that is complete its name; where a folder has it already, its files are put there one by one.
  func place(at target: FilePath, mode: UInt32?) throws(Errno) {
    let entries = entries()
    if let mode {
      for entry in entries where entry.facts.kind == .file {
        try systemCall { entry.path.call { chmod($0, mode_t(mode)) } }
      }
    }
    sync()
    var status = stat()
    if target.call({ lstat($0, &status) }) != 0 {
      try systemCall { root.call { root in target.call { rename(root, $0) } } }
      return
    }
    try merge(entries, into: target)
    try FolderTree.remove(root.string)
  }

  private func merge(_ entries: [Entry], into target: FilePath) throws(Errno) {
    func place(of entry: Entry) -> FilePath {
      entry.path.components.dropFirst(root.components.count).reduce(target) { $0.appending($1) }
    }
    for entry in entries where entry.facts.kind == .folder {
      if place(of: entry).call({ mkdir($0, 0o700) }) != 0, errno != EEXIST { throw Errno(rawValue: errno) }
      try systemCall { entry.path.call { chmod($0, 0o700) } }
    }
    try systemCall { root.call { chmod($0, 0o700) } }
    for entry in entries where entry.facts.kind != .folder {
      try systemCall { entry.path.call { path in place(of: entry).call { rename(path, $0) } } }
    }
    // The innermost first: a folder gets its permissions when nothing is put into it any more.
    for entry in entries.reversed() where entry.facts.kind == .folder {
      try systemCall { place(of: entry).call { chmod($0, mode_t(entry.facts.mode ?? 0o700)) } }
    }
  }
}
