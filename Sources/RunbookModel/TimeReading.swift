/// A length of time as a person reads it: one or two numbers, each with its unit.
package struct TimeReading: Hashable, Sendable {
  package enum Unit: String, Hashable, Sendable {
    case days = "d"
    case hours = "h"
    case minutes = "m"
    case seconds = "s"
    case milliseconds = "ms"
  }

  package struct Part: Hashable, Sendable {
    /// With a zero in front where a larger unit stands before it.
    package var number: String
    /// The digit behind the point, where there is a point.
    package var tenth: Int64?
    package var unit: Unit

    package init(_ number: String, tenth: Int64? = nil, _ unit: Unit) {
      self.number = number
      self.tenth = tenth
      self.unit = unit
    }
  }

  package var isNegative = false
  /// The larger unit first.
  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// In English, such as `12m 05s` or `-3.4s`.
  package var text: String {
    let words = parts.map { part in
      part.number + (part.tenth.map { ".\($0)" } ?? "") + part.unit.rawValue
    }
    return (isNegative ? "-" : "") + words.joined(separator: " ")
  }
}
