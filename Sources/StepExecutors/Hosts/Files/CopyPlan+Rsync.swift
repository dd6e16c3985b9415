internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A folder by rsync, which compares a checksum of every file that it moves, and moves no file twice.
extension CopyPlan {
  /// Between two hosts there is no rsync: neither reaches the other.
  var canUseRsync: Bool {
    sourceLook.hasRsync && targetLook.hasRsync && !sourceLook.isNoisy && !targetLook.isNoisy && copy.hasOpenPaths
      && (source?.site == nil || target.site == nil)
  }

  /// False where rsync does not work between the two.
  func rsync(_ lessons: inout HostCopy.Lessons) async throws(TransferFailure) -> Bool {
    guard let site = source?.site ?? target.site else { return false }
    let isUpload = target.site != nil
    let staged = hidden + "/new"
    // Where nothing is there that could be the same, no file needs to be read twice.
    let isFresh = targetLook.facts.kind == .none && lessons.losses == 0
    if !isUpload { try makeStage(staged, isFresh: isFresh) }
    let token = FilesDesk.token()
    let program = FilesProgram.text(
      isUpload ? "serve_new" : "serve",
      isUpload ? [hidden, target.path, isFresh ? "fresh" : "kept"] : [source?.path ?? ""], token: token,
      passing: " \"$@\"")
    let command = try await desk.command(for: program, at: site)
    log.begin(of: sourceLook.bytes)
    let progress = RsyncProgress(log)
    let process = try ChannelProcess(
      arguments(remoteShell: command, isUpload: isUpload, isFresh: isFresh), in: isUpload ? source?.path : staged,
      onOutput: { progress.take($0) })
    let end = await desk.guarding([process]) { await process.ended() }
    try desk.watch.check()
    let words = String(decoding: end.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("rsync error:") }.suffix(3).joined(separator: " ")
    switch end.status {
    case 0: break
    case 1, 2, 4, 5, 6, 126, 127:
      log.say("rsync does not work between the two: \(words)")
      lessons.mustUseTar = true
      return false
    case 10, 12, 30, 35, 255:
      // Where it ends so again and again, it may be rsync that doesn't work.
      lessons.mustUseTar = lessons.idleLosses >= 2
      throw .lost("the connection to \(site.name) was lost")
    case 24: throw .problem("\(source?.path ?? "") changed while it was read: \(words)")
    default: throw .problem(words.isEmpty ? "rsync ended with status \(end.status)" : words)
    }
    try await place(staged)
    await tidyStage()
    log.end("verified by rsync's checksum of each file")
    return true
  }

  /// Into a folder of its own, where it can begin again; what stands at the target already, and is the same by its checksum,
  /// is not sent.
  private func arguments(remoteShell command: [String], isUpload: Bool, isFresh: Bool) -> [String] {
    let shell = command.map(Self.word).joined(separator: " ")
    return ["rsync", "-rlpt", "--inplace", "--info=progress2", "--no-h"]
      + (isFresh ? [] : ["--checksum", "--compare-dest=../old"])
      + ["-e", shell, "--"] + (isUpload ? ["./", "host:./"] : ["host:./", "./"])
  }

  /// One word as rsync reads its remote shell: a quote in quotes is doubled.
  private static func word(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  private func makeStage(_ staged: String, isFresh: Bool) throws(TransferFailure) {
    do throws(Errno) {
      if isFresh { try FolderTree.remove(hidden) }
      for folder in [hidden, staged] where mkdir(folder, 0o700) != 0 {
        guard errno == EEXIST else { throw Errno(rawValue: errno) }
      }
      try FolderTree.remove(hidden + "/old")
      try systemCall { symlink("../" + name, hidden + "/old") }
    } catch {
      throw .problem("the folder \(target.path) can't be made: \(error)")
    }
  }

  private var name: String { target.path.split(separator: "/").last.map(String.init) ?? "" }

  private func tidyStage() async {
    if let words = await FilesTidying(end: target, hidden: hidden).carryOut() { log.say(words) }
  }
}

/// Reads how far rsync is from what it prints.
private final class RsyncProgress: Sendable {
  private let log: TransferLog
  private let line = Mutex<[UInt8]>([])

  init(_ log: TransferLog) { self.log = log }

  /// Each of its lines begins with the bytes that have come, and ends with a return.
  func take(_ bytes: ArraySlice<UInt8>) {
    let counts = line.withLock { line in
      line += bytes
      let parts = line.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
      line = Array(parts.last ?? [])
      return parts.dropLast().compactMap { part in
        let digits = String(decoding: part, as: UTF8.self).split(separator: " ").first?.filter { $0 != "," }
        return digits.flatMap { Int($0) }
      }
    }
    counts.forEach { log.reach($0) }
  }
}
