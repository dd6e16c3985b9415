import Glibc

/// What stands beneath a path: whether it is memory, and whether programs can be run from it.
struct MountedFileSystem {
  let isMemory: Bool
  let forbidsPrograms: Bool

  /// Looks a path up in the kernel's table of mounts; nil where there is no such table.
  init?(of path: String, mounts: String = "/proc/self/mounts") {
    guard let bytes = FileAccess.contents(of: mounts, atMost: 1 << 20) else { return nil }
    var best: (point: Substring, type: Substring, options: Substring)?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 4, Self.stands(path, beneath: fields[1]) else { continue }
      // A later mount on the same point hides the earlier one.
      if let known = best, known.point.utf8.count > fields[1].utf8.count { continue }
      best = (fields[1], fields[2], fields[3])
    }
    guard let best else { return nil }
    isMemory = best.type == "tmpfs" || best.type == "ramfs"
    forbidsPrograms = best.options.split(separator: ",").contains("noexec")
  }

  private static func stands(_ path: String, beneath point: Substring) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }
}
