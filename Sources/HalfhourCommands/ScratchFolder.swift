internal import Foundation
internal import Glibc
internal import RunFolders

/// A private folder for what a command makes on its way, such as sockets, signatures or pages; it goes with the command.
struct ScratchFolder: Sendable {
  let path: String

  /// Short, as sockets stand there, and on a memory file system that is known to be ours, unless it may hold much.
  init(onDisk: Bool = false) throws(FolderError) {
    let runtime =
      onDisk ? nil : Me.environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") && access($0, W_OK) == 0 ? $0 : nil }
    path = try SafeFolder.makeUnique(
      in: runtime ?? FileManager.default.temporaryDirectory.path, prefix: "halfhour-scratch")
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Output.error("WARNING: \(path) can't be removed: \(error.localizedDescription)")
    }
  }

  /// Ctrl-C: nothing was begun that would have to be ended.
  func leave() {
    remove()
    exit(130)
  }
}
