/// Fills in an array.
struct JSONElements: UnkeyedEncodingContainer {
  let array: JSONTree.Array

  var codingPath: [any CodingKey] { [] }
  var count: Int { array.elements.count }

  private func add(_ value: JSONTree) { array.elements.append(value) }

  func encodeNil() { add(.null) }
  func encode(_ value: Bool) { add(.truth(value)) }
  func encode(_ value: String) { add(.text(value)) }
  func encode(_ value: some Encodable) throws { add(try JSONTreeEncoder.tree(of: value)) }

  func nestedContainer<Nested>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    let nested = JSONTree.Object()
    add(.object(nested))
    return KeyedEncodingContainer(JSONMembers<Nested>(object: nested))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let nested = JSONTree.Array()
    add(.array(nested))
    return JSONElements(array: nested)
  }

  func superEncoder() -> any Encoder { preconditionFailure("no type of a plan is a class") }
}
