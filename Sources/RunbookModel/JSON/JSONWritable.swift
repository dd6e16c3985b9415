/// A value that says itself how it is written as JSON; what decodes it must give an equal value.
package protocol JSONWritable {
  /// Writes one value; an object's members in the order of their keys' UTF-8.
  func write(to json: inout JSONWriter)
}

extension String: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(self) }
}

extension Int: JSONWritable {
  package func write(to json: inout JSONWriter) { json.number(String(self)) }
}

extension Double: JSONWritable {
  /// A whole number has no decimals, as everywhere in JSON.
  package func write(to json: inout JSONWriter) {
    precondition(isFinite, "JSON has no such number")
    json.number(description.hasSuffix(".0") ? String(description.dropLast(2)) : description)
  }
}

extension Bool: JSONWritable {
  package func write(to json: inout JSONWriter) { json.truth(self) }
}

extension Duration: JSONWritable {
  /// As its author would write it, and as `DurationText` reads it.
  package func write(to json: inout JSONWriter) { json.text(runbookText) }
}

extension Array: JSONWritable where Element: JSONWritable {
  package func write(to json: inout JSONWriter) { json.array(self) }
}

extension Dictionary: JSONWritable where Key: Comparable & CustomStringConvertible, Value: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      for (key, value) in sorted(by: { $0.key < $1.key }) { json.member(named: key.description, value) }
    }
  }
}

extension RawRepresentable where Self: JSONWritable, RawValue == String {
  package func write(to json: inout JSONWriter) { json.text(rawValue) }
}

extension JSONWriter {
  /// A member that always stands there.
  package mutating func member(_ key: StaticString, _ value: some JSONWritable) {
    member(key) { value.write(to: &$0) }
  }

  /// Left out when there is none.
  package mutating func member(_ key: StaticString, ifAny value: (some JSONWritable)?) {
    if let value { member(key, value) }
  }

  /// Left out when it is empty.
  package mutating func member(_ key: StaticString, ifFilled list: [some JSONWritable]) {
    if !list.isEmpty { member(key, list) }
  }

  /// Left out when it is false.
  package mutating func member(_ key: StaticString, ifTrue flag: Bool) {
    if flag { member(key, flag) }
  }
}

extension KeyedDecodingContainer {
  /// The list, or an empty one where it was left out.
  package func list<Value: Decodable>(_ key: Key) throws -> [Value] {
    try decodeIfPresent([Value].self, forKey: key) ?? []
  }

  /// The flag, or false where it was left out.
  package func flag(_ key: Key) throws -> Bool { try decodeIfPresent(Bool.self, forKey: key) ?? false }

  /// The time, or nil where it was left out.
  package func time(_ key: Key) throws -> Duration? {
    try decodeIfPresent(DurationText.self, forKey: key)?.wrappedValue
  }
}
