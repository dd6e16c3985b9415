/// Why the index could not be used; the journals are untouched by it, so a caller warns and goes on.
package struct IndexError: Error, Hashable, CustomStringConvertible {
  package var message: String

  init(_ message: String) { self.message = message }

  package var description: String { message }
}
