/// A large value that most owners don't have; it stands apart, so that they stay small and are cheap to copy.
@propertyWrapper
package enum Seldom<Value: Hashable & Sendable>: Hashable, Sendable {
  case absent
  indirect case present(Value)

  package init(wrappedValue: Value?) { self = wrappedValue.map(Self.present) ?? .absent }

  package var wrappedValue: Value? {
    get { if case .present(let value) = self { value } else { nil } }
    set { self = Self(wrappedValue: newValue) }
  }

  /// Whether there is a value, without taking it out.
  package var projectedValue: Bool { if case .present = self { true } else { false } }
}
