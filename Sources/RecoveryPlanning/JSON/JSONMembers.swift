/// Fills in an object.
struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let object: JSONTree.Object

  var codingPath: [any CodingKey] { [] }

  private func add(_ value: JSONTree, _ key: Key) { object.members.append((key.stringValue, value)) }

  func encodeNil(forKey key: Key) { add(.null, key) }
  func encode(_ value: Bool, forKey key: Key) { add(.truth(value), key) }
  func encode(_ value: String, forKey key: Key) { add(.text(value), key) }
  func encode(_ value: Int, forKey key: Key) { add(.number(String(value)), key) }
  func encode(_ value: some Encodable, forKey key: Key) throws { add(try JSONTreeEncoder.tree(of: value), key) }

  func nestedContainer<Nested>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    let nested = JSONTree.Object()
    add(.object(nested), key)
    return KeyedEncodingContainer(JSONMembers<Nested>(object: nested))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let nested = JSONTree.Array()
    add(.array(nested), key)
    return JSONElements(array: nested)
  }

  func superEncoder() -> any Encoder { preconditionFailure("no type of a plan is a class") }
  func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}
