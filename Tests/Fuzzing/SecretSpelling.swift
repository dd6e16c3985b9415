import Foundation

/// A secret in one of the forms in which tools print it, made by other means than those that look for it.
struct SecretSpelling {
  /// As it is printed.
  var written: [UInt8]
  /// The part of it that nothing but the secret decides.
  var certain: [UInt8]

  static func forms(of secret: String) -> [SecretSpelling] {
    let bytes = Array(secret.utf8)
    let percent = secret.utf8.map { String(format: "%%%02X", Int($0)) }.joined()
    let shell = "'" + secret.replacingOccurrences(of: "'", with: #"'\''"#, options: .literal) + "'"
    let folded = stride(from: 0, to: bytes.count, by: 5).flatMap { bytes[$0..<min($0 + 5, bytes.count)] + [10] }
    return [
      SecretSpelling(written: bytes, certain: bytes),
      text(percent),
      text(shell, inner: shell.dropFirst().dropLast()),
      json(secret),
      SecretSpelling(written: folded, certain: bytes),
      base64(bytes, before: 0), base64(bytes, before: 1), base64(bytes, before: 2),
    ]
  }

  private static func text(_ text: String, inner: Substring? = nil) -> SecretSpelling {
    SecretSpelling(written: Array(text.utf8), certain: Array((inner ?? text[...]).utf8))
  }

  private static func json(_ secret: String) -> SecretSpelling {
    let units = secret.utf16.map { String(format: "\\u%04x", Int($0)) }.joined()
    return text(units)
  }

  /// In base64 behind this many other bytes, as in `user:password`.
  private static func base64(_ secret: [UInt8], before count: Int) -> SecretSpelling {
    let whole = Data([UInt8](repeating: 0x78, count: count) + secret).base64EncodedString()
    let text = Array(whole.utf8)
    return SecretSpelling(written: text, certain: Array(text[(count * 8 + 5) / 6..<(count + secret.count) * 8 / 6]))
  }
}
