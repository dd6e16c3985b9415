package import RunbookModel

/// A name had no value when its text was put together.
package struct UndefinedValue: Error, Hashable, Sendable {
  package var name: ValueName
  package var location: SourceLocation
}

extension UndefinedValue: CustomStringConvertible {
  package var description: String { "\(location): \(name) has no value" }
}
