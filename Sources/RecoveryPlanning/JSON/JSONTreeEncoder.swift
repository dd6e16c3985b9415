/// Takes what one value says of itself and makes a JSON tree of it.
final class JSONTreeEncoder: Encoder {
  private var tree: JSONTree?

  static func tree(of value: some Encodable) throws -> JSONTree {
    let encoder = JSONTreeEncoder()
    try value.encode(to: encoder)
    return encoder.tree ?? .object(JSONTree.Object())
  }

  /// Paths would only serve messages about values that can't be written, and there are none.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    let object = JSONTree.Object()
    tree = .object(object)
    return KeyedEncodingContainer(JSONMembers<Key>(object: object))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    let array = JSONTree.Array()
    tree = .array(array)
    return JSONElements(array: array)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONTreeEncoder: SingleValueEncodingContainer {
  func encodeNil() { tree = .null }
  func encode(_ value: Bool) { tree = .truth(value) }
  func encode(_ value: String) { tree = .text(value) }
  func encode(_ value: Double) throws { tree = try .number(Self.digits(value)) }
  func encode(_ value: Float) throws { tree = try .number(Self.digits(Double(value))) }
  func encode(_ value: some FixedWidthInteger & Encodable) { tree = .number(String(value)) }
  func encode(_ value: some Encodable) throws { tree = try Self.tree(of: value) }

  /// A whole number has no decimals, as everywhere in JSON.
  private static func digits(_ value: Double) throws -> String {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "JSON has no such number"))
    }
    let digits = value.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
