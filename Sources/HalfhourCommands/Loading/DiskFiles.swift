internal import Foundation
internal import Glibc
internal import RunbookLoading

extension FileSource {
  /// The files of this machine; relative paths are read from the folder in which the command was given.
  static let disk = FileSource(
    kind: { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      if status.st_mode & S_IFMT == S_IFDIR { return .folder }
      return .file(executable: status.st_mode & S_IXUSR != 0)
    },
    contents: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
    size: { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : .max
    })
}
