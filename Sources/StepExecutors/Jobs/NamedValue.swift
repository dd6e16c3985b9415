/// A name and what stands behind it: an environment variable of the script, or a secret and what to call it in its place.
package struct NamedValue: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
