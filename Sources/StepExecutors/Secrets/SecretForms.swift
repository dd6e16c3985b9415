/// How a secret may look when a tool prints it: for each of its characters, the ways in which it is written.
///
/// Line breaks stand in none of these forms, because the search skips them: a secret may be broken over lines anywhere.
enum SecretForms {
  /// One place of a form, and the byte strings that can stand there; an empty one means that nothing need stand.
  typealias Place = [[UInt8]]

  /// What is searched for: tools add and drop line breaks at a text's ends.
  static func core(of secret: String) -> String {
    String(secret.drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
  }

  /// Plain, URL-encoded, quoted for a shell and escaped for JSON, also mixed.
  static func written(_ secret: String) -> [Place] {
    secret.unicodeScalars.map { scalar in
      var ways: Place = [Array(String(scalar).utf8)]
      let bytes = ways[0]
      if scalar == "\n" || scalar == "\r" { ways[0] = [] }
      ways.append(bytes.flatMap { percent($0, uppercase: true) })
      ways.append(bytes.flatMap { percent($0, uppercase: false) })
      ways.append(codeUnits(scalar).flatMap { jsonEscape($0, uppercase: true) })
      ways.append(codeUnits(scalar).flatMap { jsonEscape($0, uppercase: false) })
      switch scalar {
      case " ": ways += [Array("+".utf8), Array("\\ ".utf8)]
      case "\n": ways.append(Array("\\n".utf8))
      case "\r": ways.append(Array("\\r".utf8))
      case "\t": ways.append(Array("\\t".utf8))
      case "'": ways += ["'\\''", "'\"'\"'", "\\'", "''"].map { Array($0.utf8) }
      case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
        ways.append([UInt8(ascii: "\\")] + bytes)
      default: break
      }
      return distinct(ways)
    }
  }

  /// The part of the base64 text that the secret alone decides, at one of its three places within a group of bytes.
  ///
  /// What follows is the last character that the secret has a share in, then the padding: all may stand there or not.
  static func base64(_ secret: [UInt8], alignment: Int) -> (certain: [Place], possible: [Place]) {
    let bytes = [UInt8](repeating: 0, count: alignment) + secret
    let first = (alignment * 8 + 5) / 6
    let last = bytes.count * 8 / 6
    let certain = (first..<last).map { digit(sextet(bytes, $0)) }
    let sharedBits = bytes.count * 8 % 6
    guard sharedBits > 0 else { return (certain, []) }
    let known = sextet(bytes, last)
    let shared = (0..<UInt8(1 << (6 - sharedBits))).flatMap { digit(known | $0) }
    let padding: Place = [Array("=".utf8), Array("%3D".utf8), Array("%3d".utf8)]
    return (certain, [shared] + [Place](repeating: padding, count: sharedBits == 2 ? 2 : 1))
  }

  private static func sextet(_ bytes: [UInt8], _ index: Int) -> UInt8 {
    let bit = index * 6
    let high = UInt16(bytes[bit / 8]) << 8
    let low = bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0
    return UInt8(((high | low) >> UInt16(10 - bit % 8)) & 0x3f)
  }

  /// A digit in both alphabets, and in what URLs and JSON make of it.
  private static func digit(_ value: UInt8) -> Place {
    switch value {
    case 0..<26: [[UInt8(ascii: "A") + value]]
    case 26..<52: [[UInt8(ascii: "a") + value - 26]]
    case 52..<62: [[UInt8(ascii: "0") + value - 52]]
    case 62: ["+", "-", "%2B", "%2b"].map { Array($0.utf8) }
    default: ["/", "_", "%2F", "%2f", "\\/"].map { Array($0.utf8) }
    }
  }

  private static func codeUnits(_ scalar: Unicode.Scalar) -> [UInt16] { Array(String(scalar).utf16) }

  private static func percent(_ byte: UInt8, uppercase: Bool) -> [UInt8] {
    [UInt8(ascii: "%")] + hex(UInt16(byte), digits: 2, uppercase)
  }

  private static func jsonEscape(_ unit: UInt16, uppercase: Bool) -> [UInt8] {
    Array("\\u".utf8) + hex(unit, digits: 4, uppercase)
  }

  private static func hex(_ value: UInt16, digits: Int, _ uppercase: Bool) -> [UInt8] {
    let text = String(value, radix: 16, uppercase: uppercase)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
  }

  private static func distinct(_ ways: Place) -> Place {
    ways.enumerated().filter { index, way in !ways[..<index].contains(way) }.map(\.element)
  }
}
