internal import Foundation
internal import Glibc

/// A folder for what the `ssh` client needs while somebody only looks; it goes with the command.
struct ScratchFolder: Sendable {
  let path: String

  /// Short, because sockets stand there, and on a memory file system where that is known to be ours.
  init(onDisk: Bool = false) throws(CommandFailure) {
    let runtime =
      onDisk ? nil : Me.environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") && access($0, W_OK) == 0 ? $0 : nil }
    let place = runtime ?? FileManager.default.temporaryDirectory.path
    var name = Array("\(place)/halfhour-look.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw CommandFailure("no folder can be made in \(place): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
