/// Reads JSON (RFC 8259) strictly, no deeper than its limit.
package struct JSONReader {
  package struct Problem: Error {
    package var message: String
    /// In bytes from the document's begin.
    package var offset: Int
  }

  static let depthLimit = 100

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  package init(_ text: String) { bytes = Array(text.utf8) }

  package mutating func document() throws(Problem) -> JSONValue {
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw fault("something follows the JSON document") }
    return value
  }

  private mutating func value() throws(Problem) -> JSONValue {
    skipSpace()
    switch peek {
    case nil: throw fault(bytes.isEmpty ? "there is no output" : "the JSON document ends too early")
    case UInt8(ascii: "{"): return try nested { (reader) throws(Problem) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(Problem) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), .some(48...57): return try number()
    default:
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
      where bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return value
      }
      throw fault("this is not JSON")
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(Problem) -> JSONValue
  ) throws(Problem) -> JSONValue {
    guard depth < Self.depthLimit else { throw fault("the JSON document nests deeper than \(Self.depthLimit)") }
    depth += 1
    offset += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Problem) -> JSONValue {
    var members: [String: JSONValue] = [:]
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("a key in quotes is expected here") }
      let key = try string()
      guard take(":") else { throw fault("a : is expected here") }
      members[key] = try value()
    } while take(",")
    guard take("}") else { throw fault("a , or } is expected here") }
    return .object(members)
  }

  private mutating func array() throws(Problem) -> JSONValue {
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw fault("a , or ] is expected here") }
    return .array(values)
  }

  private mutating func number() throws(Problem) -> JSONValue {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    let whole = offset
    try digits()
    guard bytes[whole] != 48 || offset == whole + 1 else { throw fault("a number can't begin with 0") }
    if peek == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func digits() throws(Problem) {
    let start = offset
    while let byte = peek, (48...57).contains(byte) { offset += 1 }
    guard offset > start else { throw fault("a digit is expected here") }
  }

  private mutating func string() throws(Problem) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case ..<32: throw fault("a control character stands in a text")
      default: text.append(byte)
      }
    }
    throw fault("a text is never closed")
  }

  private mutating func escape() throws(Problem) -> Unicode.Scalar {
    guard let byte = peek else { throw fault("a text is never closed") }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("this is not an escape of JSON")
    }
  }

  /// A lone half of a surrogate pair becomes the replacement character.
  private mutating func unicodeEscape() throws(Problem) -> Unicode.Scalar {
    let first = try unit()
    guard (0xD800...0xDBFF).contains(first), bytes[offset...].starts(with: "\\u".utf8) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    let back = offset
    offset += 2
    let second = try unit()
    guard (0xDC00...0xDFFF).contains(second) else {
      offset = back
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func unit() throws(Problem) -> UInt32 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are expected here") }
    offset += 4
    return unit
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Takes a sign and the space before it.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: sign) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { offset += 1 }
  }

  private func fault(_ message: String) -> Problem { Problem(message: message, offset: offset) }
}
