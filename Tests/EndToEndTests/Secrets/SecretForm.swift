import Foundation

/// The forms of DESIGN.md 3.6 in which a secret could be found, made here without any of the program's own code.
enum SecretForm {
  /// Every text that must not be found anywhere; each is long enough to be no accident.
  static func all(of secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    var forms = [secret, shellQuoted(secret), doubleQuoted(secret), backslashed(secret), json(secret), unicode(secret)]
    forms += [percent(bytes, all: false), percent(bytes, all: true), percent(bytes, all: true).lowercased()]
    forms.append(percent(bytes, all: false).replacing("%20", with: "+"))
    for alignment in 0..<3 { forms += base64(bytes, alignment: alignment) }
    // Halves, as a cut or a line break would leave them.
    let half = secret.count / 2
    forms += [String(secret.prefix(half + 4)), String(secret.suffix(half + 4))]
    return Array(Set(forms))
  }

  /// What a job prints so that all forms come out; each in a line of its own.
  static func lines(of secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    let whole = [
      secret, shellQuoted(secret), doubleQuoted(secret), backslashed(secret), json(secret), unicode(secret),
      percent(bytes, all: false), percent(bytes, all: true), percent(bytes, all: true).lowercased(),
      percent(bytes, all: false).replacing("%20", with: "+"),
    ]
    let encoded = (0..<3).map { Data([UInt8](repeating: 0x78, count: $0) + bytes).base64EncodedString() }
    let url = encoded.map { $0.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
    // Amid other data, whose digits follow at once.
    let amid = (0..<3).map {
      Data([UInt8](repeating: 0x78, count: $0) + bytes + Array("more of it".utf8)).base64EncodedString()
    }
    let wrapped = [4, 7, 16, 64, 76].flatMap { width in (encoded + [secret]).map { wrap($0, width) } }
    return whole + encoded + url + amid + wrapped
  }

  private static func wrap(_ text: String, _ width: Int) -> String {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: width)
      .map { String(characters[$0..<min(characters.count, $0 + width)]) }.joined(separator: "\n")
  }

  private static func shellQuoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  private static func doubleQuoted(_ text: String) -> String {
    text.map { "\"\\$`".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private static func backslashed(_ text: String) -> String {
    text.map { $0.isASCII && !$0.isLetter && !$0.isNumber ? "\\\($0)" : String($0) }.joined()
  }

  private static func json(_ text: String) -> String {
    text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private static func unicode(_ text: String) -> String {
    text.utf16.map { unit in
      let hex = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }.joined()
  }

  private static func percent(_ bytes: [UInt8], all: Bool) -> String {
    bytes.map { byte in
      let scalar = Character(Unicode.Scalar(byte))
      if !all, byte < 0x80, scalar.isLetter || scalar.isNumber || "-._~".contains(scalar) { return String(scalar) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// The digits that the secret alone decides, in both alphabets.
  private static func base64(_ bytes: [UInt8], alignment: Int) -> [String] {
    let text = Data([UInt8](repeating: 0, count: alignment) + bytes).base64EncodedString()
    let first = (alignment * 8 + 5) / 6
    let count = (alignment + bytes.count) * 8 / 6 - first
    let certain = String(text.dropFirst(first).prefix(count))
    return [certain, certain.replacing("+", with: "-").replacing("/", with: "_")]
  }
}
