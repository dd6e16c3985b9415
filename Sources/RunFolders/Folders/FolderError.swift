internal import Glibc

/// Why something of a run on disk could not be used, in words for a person.
package struct FolderError: Error, Hashable, CustomStringConvertible {
  package var message: String
  /// Nothing is wrong: another process has it.
  package var isHeld: Bool

  package init(_ message: String, isHeld: Bool = false) {
    self.message = message
    self.isHeld = isHeld
  }

  /// What failed on which path, and why the system says it did.
  init(_ what: String, _ path: String, code: Int32) {
    self.init("\(path): \(what): \(String(cString: strerror(code)))")
  }

  package var description: String { message }
}
