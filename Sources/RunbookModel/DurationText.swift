extension Duration {
  /// Reads `30m`, `1h30m`, `1.5s`, `90d`, `250ms`; units from the largest to the smallest, each at most once, at most 10,000 days.
  package init?(runbookText text: String) {
    self.init(storedText: text)
    guard self <= .seconds(10_000 * 86_400) else { return nil }
  }

  /// Reads what `runbookText` gives for any time that a clock can show, such as the jump of one that began at 1970.
  fileprivate init?(storedText text: String) {
    var rest = text.utf8[...]
    var total = Duration.zero
    var lastUnit = Duration.seconds(Int64.max)
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      rest = rest.dropFirst(name.count)
      guard let unit = Self.unit(named: Substring(name)), unit < lastUnit, let part = Self.multiply(unit, by: digits)
      else {
        return nil
      }
      lastUnit = unit
      total += part
    }
    self = total
  }

  private static func unit(named name: Substring) -> Duration? {
    switch name {
    case "d": .seconds(86_400)
    case "h": .seconds(3_600)
    case "m": .seconds(60)
    case "s": .seconds(1)
    case "ms": .milliseconds(1)
    default: nil
    }
  }

  /// The unit times a decimal number of at most nine digits before and after its point.
  private static func multiply(_ unit: Duration, by digits: Substring.UTF8View) -> Duration? {
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...9).contains($0.count) }),
      let whole = Int(Substring(parts[0]))
    else { return nil }
    var result = unit * whole
    if parts.count == 2, let fraction = Int(Substring(parts[1])) {
      let scale = parts[1].reduce(1) { scale, _ in scale * 10 }
      result += unit * fraction / scale
    }
    return result
  }

  /// The duration as a runbook's author would write it, exact to the nanosecond: `1h30m`, `2.5s`, `0s`.
  package var runbookText: String {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return "-" + (Duration.zero - self).runbookText }
    var text = ""
    var rest = seconds
    for (unit, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where rest >= length {
      text += "\(rest / length)\(unit)"
      rest %= length
    }
    let nanoseconds = attoseconds / 1_000_000_000
    if nanoseconds > 0 {
      var fraction = String(nanoseconds + 1_000_000_000).dropFirst()
      while fraction.last == "0" { fraction = fraction.dropLast() }
      text += "\(rest).\(fraction)s"
    } else if rest > 0 || text.isEmpty {
      text += "\(rest)s"
    }
    return text
  }

  /// The duration in whole nanoseconds, cut, within the range of `Int64`.
  package var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowOfSum) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    guard !overflow, !overflowOfSum else { return seconds < 0 ? .min : .max }
    return sum
  }
}

/// A duration that is stored as its author would write it: `"9m"` rather than a pair of numbers.
@propertyWrapper
package struct DurationText: Hashable, Sendable, Codable {
  package var wrappedValue: Duration

  package init(wrappedValue: Duration) { self.wrappedValue = wrappedValue }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let negative = text.hasPrefix("-")
    guard let duration = Duration(storedText: negative ? String(text.dropFirst()) : text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a duration")
    }
    wrappedValue = negative ? .zero - duration : duration
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.runbookText)
  }
}

/// A duration that may be absent, stored as `DurationText` or left out.
@propertyWrapper
package struct OptionalDurationText: Hashable, Sendable, Codable {
  package var wrappedValue: Duration?

  package init(wrappedValue: Duration?) { self.wrappedValue = wrappedValue }

  package init(from decoder: any Decoder) throws {
    wrappedValue = try DurationText(from: decoder).wrappedValue
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue?.runbookText)
  }
}

extension KeyedDecodingContainer {
  package func decode(_ type: OptionalDurationText.Type, forKey key: Key) throws -> OptionalDurationText {
    try decodeIfPresent(type, forKey: key) ?? OptionalDurationText(wrappedValue: nil)
  }
}

extension KeyedEncodingContainer {
  package mutating func encode(_ value: OptionalDurationText, forKey key: Key) throws {
    guard let duration = value.wrappedValue else { return }
    try encode(DurationText(wrappedValue: duration), forKey: key)
  }
}
