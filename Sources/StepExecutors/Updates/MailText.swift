internal import Foundation
internal import RunCore

/// A mail as sendmail takes it on its standard input.
struct MailText {
  var to: [String]
  var subject: String
  var body: String
  var date: WallTime
  /// What stands before the @ of its Message-ID.
  var identity: String
  var machine: String

  /// In bytes before they are encoded, so that no line is longer than RFC 2047 allows.
  private static let longestWord = 39
  /// A longer line may be cut on its way (RFC 5322, 2.1.1).
  private static let longestLine = 900

  var text: String {
    let isPlain = body.utf8.allSatisfy { (32...126).contains($0) || $0 == 10 }
    let isShort = body.split(separator: "\n").allSatisfy { $0.utf8.count <= Self.longestLine }
    let headers = [
      "To: \(to.map(Self.line).joined(separator: ", "))",
      "Subject: \(Self.encodedSubject(Self.line(subject)))",
      "Date: \(Self.dateText(date))",
      "Message-ID: <\(Self.atom(identity))@\(Self.atom(machine))>",
      // So that no absent person's machine answers it.
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: \(isPlain && isShort ? "7bit" : "base64")",
    ]
    let content = isPlain && isShort ? body : Self.base64(Array(body.utf8))
    return headers.joined(separator: "\n") + "\n\n" + content + (content.hasSuffix("\n") ? "" : "\n")
  }

  /// One line without control characters: what stands behind a line break would be a header of its own.
  private static func line(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 32 || (127...159).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result
  }

  /// Words of RFC 2047 where it isn't plain ASCII, none of which cuts a character in two.
  static func encodedSubject(_ text: String) -> String {
    let text = String(text.prefix(200))
    guard !text.utf8.allSatisfy({ (32...126).contains($0) }) else { return text }
    var words: [String] = []
    var part: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if part.count + bytes.count > longestWord {
        words.append(word(part))
        part = []
      }
      part += bytes
    }
    if !part.isEmpty { words.append(word(part)) }
    return words.joined(separator: "\n ")
  }

  private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }

  private static func base64(_ bytes: [UInt8]) -> String {
    var rest = Data(bytes).base64EncodedString()[...]
    var lines: [Substring] = []
    while !rest.isEmpty {
      lines.append(rest.prefix(76))
      rest = rest.dropFirst(76)
    }
    return lines.joined(separator: "\n")
  }

  /// Letters, digits, and what else may stand in either half of an identity.
  private static func atom(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || "-._".unicodeScalars.contains(scalar)
    }
    let result = String(String.UnicodeScalarView(kept))
    return result.isEmpty ? "halfhour" : result
  }

  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sat, 21 Nov 2026 03:04:05 +0000` (RFC 5322, 3.3).
  static func dateText(_ time: WallTime) -> String {
    let civil = time.civil
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = CivilDate(year: civil.year, month: civil.month, day: civil.day)
    let weekday = Int(((date?.daysSince1970 ?? 0) % 7 + 7) % 7)
    let minutes = abs(time.offset) / 60
    let zone = "\(time.offset < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
    return "\(days[weekday]), \(civil.day) \(months[civil.month - 1]) \(civil.year) "
      + "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)) \(zone)"
  }
}
