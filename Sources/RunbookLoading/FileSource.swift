/// The files that loading may look at, as values, so that only the command line reads the disk.
package struct FileSource: Sendable {
  package enum Kind: Hashable, Sendable {
    case file(executable: Bool)
    case folder
  }

  /// What stands at a path; nil when nothing does.
  package var kind: @Sendable (_ path: String) -> Kind?
  /// All bytes of the file at a path; nil when it can't be read.
  package var contents: @Sendable (_ path: String) -> [UInt8]?
  /// How many bytes the file at a path has; nil where that isn't known, and the most there is for what has no end.
  package var size: @Sendable (_ path: String) -> Int?

  package init(
    kind: @escaping @Sendable (_ path: String) -> Kind?, contents: @escaping @Sendable (_ path: String) -> [UInt8]?,
    size: @escaping @Sendable (_ path: String) -> Int? = { _ in nil }
  ) {
    self.kind = kind
    self.contents = contents
    self.size = size
  }

  /// Files that are only given here; the folders above them are there, too.
  package init(texts: [String: String], executable: Set<String> = []) {
    self.init(
      kind: { path in
        if texts[path] != nil { return .file(executable: executable.contains(path)) }
        return texts.keys.contains { $0.hasPrefix(path + "/") } ? .folder : nil
      },
      contents: { path in texts[path].map { Array($0.utf8) } })
  }
}
