internal import Glibc
internal import SystemPackage

extension FilesDesk {
  /// What one end of a copy is; links are followed where something is to be written.
  func look(at end: CopyEnd, asSource: Bool) async throws(TransferFailure) -> EndLook {
    guard let site = end.site else { return Self.lookHere(end, asSource: asSource) }
    let answer = try await ask("look", [end.path, end.folder, asSource ? "source" : "target"], at: site)
    return EndLook(answer.words, isNoisy: answer.isNoisy)
  }

  private static func lookHere(_ end: CopyEnd, asSource: Bool) -> EndLook {
    var look = EndLook()
    (look.hasRsync, look.hasTar) = (LocalTools.has("rsync"), true)
    var status = stat()
    if !asSource, stat(end.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      look.facts = FileFacts(status)
    } else if lstat(end.path, &status) == 0 {
      look.facts = FileFacts(status)
    }
    var folder = stat()
    look.hasFolder = stat(end.folder, &folder) == 0 && folder.st_mode & S_IFMT == S_IFDIR
    look.hasRoom = access(end.folder, W_OK) == 0
    if asSource, look.facts.kind == .folder {
      let tree = LocalTree(end.path).entries()
      look.bytes = tree.reduce(0) { $0 + $1.facts.size }
      look.isOdd = tree.contains { $0.facts.kind == .other }
    }
    return look
  }
}

extension FileFacts {
  init(_ status: stat) {
    self.init()
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    mode = status.st_mode & 0o7777
    size = kind == .file ? Int(status.st_size) : 0
    seconds = status.st_mtim.tv_sec
  }
}

/// Programs of this machine that may be missing.
enum LocalTools {
  static func has(_ name: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}
