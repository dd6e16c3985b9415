/// An amount as far as a reckoning of this kind is good for: three figures, and in groups of three.
enum MoneyText {
  /// Rounded, such as `1 230 EUR` or `5.40 EUR`.
  static func rounded(hundredths: Double, _ currency: String, say: Phrasebook = .english) -> String {
    let whole = hundredths / 100
    guard whole >= 10 else { return exact(hundredths: Int(hundredths.rounded()), currency, say: say) }
    // Beyond that a number of this kind has no exact value.
    guard whole < 1e15 else { return "> \(grouped(1_000_000_000_000_000)) \(currency)" }
    var unit = 1
    while Int(whole.rounded()) / unit >= 1_000 { unit *= 10 }
    return "\(grouped(Int((whole / Double(unit)).rounded()) * unit)) \(currency)"
  }

  /// To the hundredth where there are any.
  static func exact(hundredths: Int, _ currency: String, say: Phrasebook = .english) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return "\(grouped(whole)) \(currency)" }
    let (units, cents) = (grouped(whole), "\(rest < 10 ? "0" : "")\(rest)")
    return say("\(units).\(cents) \(currency)")
  }

  /// With narrow blanks, which no language takes for a decimal point.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { place, digit in
      (place > 0 && (digits.count - place).isMultiple(of: 3) ? "\u{202F}" : "") + String(digit)
    }.joined()
  }
}
