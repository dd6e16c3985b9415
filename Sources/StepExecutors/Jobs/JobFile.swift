/// A file or folder that a job finds in its work folder.
package struct JobFile: Hashable, Sendable {
  package let source: String
  /// Where it stands, relative to the work folder.
  package let target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// Whether a path can lead nowhere but into the folder that it starts from.
  static func leadsDownwards(_ path: String) -> Bool {
    !path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .contains { $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
  }
}
