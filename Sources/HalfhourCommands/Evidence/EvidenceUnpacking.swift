internal import Foundation
internal import Glibc
internal import RunFolders
internal import StepExecutors

/// Unpacks an archive that may come from anybody into a private folder.
struct EvidenceUnpacking {
  let path: String
  /// Ours, empty, and on a disk with room.
  let folder: String
  /// The most that it may hold, in MiB.
  let limit: Int

  struct Unpacked {
    var folder: RunFolder
    var contents: EvidenceArchive.Contents
    /// What is wrong with the archive as such, although something came out of it.
    var complaint: String?
  }

  func unpack() async throws(CommandFailure) -> Unpacked {
    guard PlainFile.isReadable(path) else { throw CommandFailure("\(path) is no file that can be read") }
    let plain = "\(folder)/archive.tar"
    let complaint = try await decompress(to: plain)
    let place = "\(folder)/unpacked"
    guard mkdir(place, 0o700) == 0 else {
      throw CommandFailure("\(place) can't be made: \(String(cString: strerror(errno)))", status: ExitStatus.failure)
    }
    do throws(FolderError) {
      let contents = try EvidenceArchive.unpack(plain, into: place)
      unlink(plain)
      return Unpacked(
        folder: RunFolder(unpackedAt: "\(place)/\(contents.top)"), contents: contents, complaint: complaint)
    } catch {
      let also = complaint.map { " (\($0))" } ?? ""
      throw CommandFailure("\(path) can't be used: \(error)\(also). Nothing of it was taken over.")
    }
  }

  /// What `gzip` complains of, although it gave something; the limit holds while it writes, whatever an archive says.
  private func decompress(to plain: String) async throws(CommandFailure) -> String? {
    let blocks = limit * 2_048
    var tool = SystemTool(["sh", "-c", #"ulimit -f "$0" && exec gzip -dc >"$1""#, "\(blocks)", plain])
    tool.input = path
    tool.environment = ["PATH": Me.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C"]
    guard let ended = await tool.run() else {
      throw CommandFailure("neither sh nor gzip can be started here", status: ExitStatus.failure)
    }
    if ended.succeeded { return nil }
    var status = stat()
    let size = stat(plain, &status) == 0 ? Int(status.st_size) : 0
    if size >= blocks * 512 {
      throw CommandFailure(
        "\(path) holds more than \(limit) MiB; allow more with --limit. Nothing of it was taken over.")
    }
    if ended.errors.contains("No space left") {
      throw CommandFailure("there is no room to unpack \(path) in \(folder)", status: ExitStatus.failure)
    }
    guard size > 0 else { throw CommandFailure("\(path) is no archive of evidence: \(ended.complaint)") }
    return "gzip says: \(ended.complaint)"
  }
}

enum PlainFile {
  /// Whether it is one that we may read, and no folder, pipe or device.
  static func isReadable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
  }
}
