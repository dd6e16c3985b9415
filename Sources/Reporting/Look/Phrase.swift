/// A word or sentence of a report in English, in whose places values stand; a phrasebook can say it in other words.
///
/// Written as a text with interpolations: `"back after \(time)"` has the key `back after {1}` and one value.
package struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let key: String
  package let values: [String]

  package init(stringLiteral text: String) {
    key = text
    values = []
  }

  package init(stringInterpolation parts: Interpolation) {
    key = parts.key
    values = parts.values
  }

  package struct Interpolation: StringInterpolationProtocol {
    var key = ""
    var values: [String] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { key += text }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      values.append(value.description)
      key += "{\(values.count)}"
    }
  }
}
