/// A large value that most owners don't have; it stands apart, so that they stay small and are cheap to copy.
@propertyWrapper
package enum Seldom<Value: Hashable & Sendable & Codable>: Hashable, Sendable {
  case absent
  indirect case present(Value)

  package init(wrappedValue: Value?) { self = wrappedValue.map(Self.present) ?? .absent }

  package var wrappedValue: Value? {
    get { if case .present(let value) = self { value } else { nil } }
    set { self = Self(wrappedValue: newValue) }
  }
}

/// Stored as the value itself, or left out.
extension Seldom: Codable {
  package init(from decoder: any Decoder) throws { self = .present(try Value(from: decoder)) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension KeyedDecodingContainer {
  package func decode<Value>(_ type: Seldom<Value>.Type, forKey key: Key) throws -> Seldom<Value> {
    Seldom(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  package mutating func encode<Value>(_ value: Seldom<Value>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
