internal import RunbookModel

extension ScalarRule {
  /// A whole number from `minimum` on.
  static func count(from minimum: Int, to maximum: Int = 1_000_000) -> ScalarRule {
    ScalarRule(
      words: "a whole number from \(minimum) to \(maximum)", pattern: minimum > 0 ? "^0*[1-9][0-9]*$" : "^[0-9]+$",
      plainTypes: [.integer], minimum: minimum,
      maximum: maximum,
      accepts: { text in
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return false }
        return (minimum...maximum).contains(number)
      })
  }

  static let exitStatus = count(from: 0, to: 255)

  static let factor = ScalarRule(
    words: "a number from 1 to 100, such as 2 or 1.5", pattern: "^[0-9]+(\\.[0-9]+)?$", plainTypes: [.number],
    minimum: 1,
    maximum: 100,
    accepts: { text in
      guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let number = Double(text) else {
        return false
      }
      return (1...100).contains(number)
    })

  /// A port's number, or a value that yields one.
  static let port = ScalarRule(
    words: "a port from 1 to 65535, or a value such as `{{ inputs.port }}`",
    pattern: "^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$|\\{\\{",
    plainTypes: [.integer], minimum: 1, maximum: 65_535,
    accepts: { text in text.contains("{{") || (text.first != "0" && count(from: 1, to: 65_535).accepts(text)) })

  static let mode = ScalarRule(
    words: "permission bits in octal, such as 0644", pattern: "^[0-7]{3,4}$", plainTypes: [.integer],
    accepts: { (3...4).contains($0.count) && $0.utf8.allSatisfy { (48...55).contains($0) } })

  static let money = ScalarRule(
    words: "an amount of money such as 1800 EUR", pattern: "^[0-9]+(\\.[0-9]{1,2})? [A-Z]{3}$",
    accepts: { MoneyPerHour(runbookText: $0) != nil })

  static let size = ScalarRule(
    words: "a size such as 10MB or 64KiB", pattern: "^[0-9]+ ?(B|[kK]B|KiB|MB|MiB|GB|GiB)$",
    accepts: { ByteCount.bytes(of: $0) != nil },
    hint: { $0.allSatisfy(\.isNumber) && !$0.isEmpty ? "say the unit: \($0)B, \($0)KiB or \($0)MB" : nil })
}
