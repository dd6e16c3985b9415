/// Fields of a form as the body of a request, `application/x-www-form-urlencoded`.
package enum FormEncoding {
  package static func body(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  /// As browsers do it: a blank is a plus sign, and a line ends with both of its characters.
  private static func encoded(_ text: String) -> String {
    var result = ""
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: " "): result += "+"
      case UInt8(ascii: "\n") where last != UInt8(ascii: "\r"): result += "%0D%0A"
      default: result += percent(byte)
      }
      last = byte
    }
    return result
  }

  static func percent(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count < 2 ? "0" : "") + digits
  }
}
