internal import Glibc

/// Which files of a run's folder are its record, in contrast to what a process needs while it has the run in hand.
package struct EvidenceFiles: Sendable {
  package struct File: Hashable, Sendable {
    /// Under the run's folder, such as `logs/shop.load.1.log`.
    package var name: String
    package var path: String
  }

  /// In the order of their names' bytes.
  package private(set) var files: [File] = []
  /// What stands among them and can't be taken along, such as a pipe or a name that is no text.
  package private(set) var leftOut: [String] = []

  /// The folders of which all is taken; `work`, `hosts` and the lock are no part of the record.
  static let folders = ["answers", "evidence", "logs", "observed", "plan"]

  package init(of folder: RunFolder) {
    take("journal.jsonl", at: folder.journal)
    for name in Self.folders { takeAll(in: name, at: "\(folder.path)/\(name)") }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func takeAll(in name: String, at path: String) {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    let isPlan = name.utf8.prefix { $0 != UInt8(ascii: "/") }.elementsEqual("plan".utf8)
    while let entry = readdir(stream) {
      let text = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { pointer in
          (String(validatingCString: pointer), String(cString: pointer))
        }
      }
      guard text.1 != ".", text.1 != ".." else { continue }
      // Hidden ones are being written, or were when a process was killed; but a plan's own files bear any name.
      guard isPlan || !text.1.hasPrefix(".") else { continue }
      if let own = text.0 { take("\(name)/\(own)", at: "\(path)/\(own)") } else { leftOut.append("\(name)/\(text.1)") }
    }
  }

  private mutating func take(_ name: String, at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files.append(File(name: name, path: path))
    case S_IFDIR: takeAll(in: name, at: path)
    default: leftOut.append(name)
    }
  }
}
