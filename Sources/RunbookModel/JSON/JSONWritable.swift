/// A value that says itself how it is written as JSON; what decodes it must give an equal value.
package protocol JSONWritable {
  /// Writes one value; an object's members in the order of their keys' UTF-8.
  func write(to json: inout JSONWriter)
}

extension String: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(self) }
}

extension Int: JSONWritable {
  package func write(to json: inout JSONWriter) { json.number(self) }
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
      for (key, value) in sorted(by: { $0.key < $1.key }) {
        json.key(named: key.description)
        value.write(to: &json)
      }
    }
  }
}

extension RawRepresentable where Self: JSONWritable, RawValue == String {
  package func write(to json: inout JSONWriter) { json.text(rawValue) }
}
