internal import Glibc

/// The logs of a run.
package struct LogShelf: Sendable {
  package struct Log: Hashable, Sendable {
    /// Such as `shop.load.1.log`.
    package var name: String
    package var path: String
    package var bytes: Int
  }

  private let folder: RunFolder

  package init(folder: RunFolder) { self.folder = folder }

  /// All logs, or those of one step, named by its whole name or its own; each step's in the order of the attempts.
  package func logs(of step: String? = nil) throws(FolderError) -> [Log] {
    let names = SafeFolder.names(in: folder.logs).filter { $0.hasSuffix(".log") }
    let logs = names.filter { name in step.map { Self.isLog(name, of: $0) } ?? true }.map { name in
      var status = stat()
      let path = "\(folder.logs)/\(name)"
      return Log(name: name, path: path, bytes: stat(path, &status) == 0 ? Int(status.st_size) : 0)
    }
    return logs.sorted { Self.place($0.name) < Self.place($1.name) }
  }

  private static func isLog(_ name: String, of step: String) -> Bool {
    let parts = name.split(separator: ".")
    guard parts.count >= 4 else { return false }
    return step == "\(parts[0]).\(parts[1])" || step == parts[1]
  }

  /// By step, then by attempt as a number: the tenth comes after the second.
  private static func place(_ name: String) -> (String, Int) {
    let parts = name.split(separator: ".")
    return (parts.prefix(2).joined(separator: "."), parts.dropFirst(2).first.flatMap { Int($0) } ?? 0)
  }

  /// The next bytes of a log; nil when there are no more at present.
  package static func read(_ path: String, from offset: Int) throws(FolderError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FolderError("can't be read", path, code: errno) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count = pread(file, &buffer, buffer.count, off_t(offset))
    while count < 0 && errno == EINTR { count = pread(file, &buffer, buffer.count, off_t(offset)) }
    guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
    return count == 0 ? nil : Array(buffer.prefix(count))
  }
}
