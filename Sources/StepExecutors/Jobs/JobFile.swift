/// A file or folder that a job finds in its work folder.
package struct JobFile: Hashable, Sendable {
  package let source: String
  /// Where it stands, relative to the work folder.
  package let target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}
