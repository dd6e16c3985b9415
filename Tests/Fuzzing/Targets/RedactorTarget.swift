import Foundation
import StepExecutors

/// No form of a secret comes through, however the stream is cut, and cutting changes nothing.
///
/// The first part of an input is the secret; of the second, bytes from 0 to 7 stand for forms of it, others for themselves.
enum RedactorTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    var input = FuzzInput(bytes)
    let secret = input.text()
    let redactor = SecretRedactor([NamedValue("key", secret), NamedValue("other", "unrelated-\u{1}-value")])
    guard SecretRedactor.canHide(secret), secret.utf8.count <= 64, !secret.unicodeScalars.contains("\u{0}") else {
      return
    }
    let forms = SecretSpelling.forms(of: secret)
    let stream = input.bytes().prefix(300).flatMap { $0 < forms.count ? forms[Int($0)].written : [$0] }
    var whole = redactor
    let shown = whole.redact(stream) + whole.finish()
    demand(cut(stream, redactor) == shown, "chunks change nothing")
    let text = withoutBreaks(withoutMarks(shown))
    for form in forms {
      let certain = withoutBreaks(form.certain)
      // A few characters can stand there by chance.
      guard certain.count >= 6 else { continue }
      demand(!contains(certain, in: text), "\(String(decoding: form.certain, as: UTF8.self)) is hidden")
    }
    if let name = redactor.firstSecret(in: String(decoding: stream, as: UTF8.self)) {
      demand(["key", "other"].contains(name), "a secret is called by its name")
    }
  }

  private static func cut(_ stream: [UInt8], _ redactor: SecretRedactor) -> [UInt8] {
    var (redactor, dice) = (redactor, FuzzDice(stream))
    var rest = stream[...]
    var shown: [UInt8] = []
    while !rest.isEmpty {
      let chunk = rest.prefix(Int.random(in: 1...9, using: &dice))
      shown += redactor.redact(Array(chunk))
      demand(redactor.heldCount <= stream.count, "no more is held than came")
      rest = rest.dropFirst(chunk.count)
    }
    return shown + redactor.finish()
  }

  /// A mark becomes a NUL, so that nothing joins over it.
  private static func withoutMarks(_ bytes: [UInt8]) -> [UInt8] {
    let marks = ["[secret key]", "[secret other]"].map { Array($0.utf8) }
    var (result, index) = ([UInt8](), 0)
    while index < bytes.count {
      let mark = bytes[index] == UInt8(ascii: "[") ? marks.first { bytes[index...].starts(with: $0) } : nil
      result.append(mark == nil ? bytes[index] : 0)
      index += mark?.count ?? 1
    }
    return result
  }

  private static func withoutBreaks(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 != 10 && $0 != 13 } }

  private static func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
  }
}
