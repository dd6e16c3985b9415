internal import RunbookModel

extension MoneyPerHour {
  /// Reads `1800 EUR` or `99.50 GBP`: an amount with at most two decimals, a space, a currency of three capitals.
  init?(runbookText text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 3, parts[1].allSatisfy({ $0.isASCII && $0.isUppercase }) else {
      return nil
    }
    let amount = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(amount.count), amount.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      (1...12).contains(amount[0].count), let whole = Int(amount[0])
    else { return nil }
    var hundredths = 0
    if amount.count == 2 {
      guard (1...2).contains(amount[1].count), let decimals = Int(amount[1]) else { return nil }
      hundredths = amount[1].count == 1 ? decimals * 10 : decimals
    }
    self.init(hundredths: whole * 100 + hundredths, currency: String(parts[1]))
  }
}
