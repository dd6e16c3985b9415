internal import RunbookModel

extension MoneyPerHour {
  /// The amount as a plain decimal number, such as `1800` or `99.50`.
  var amountText: String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    return rest == 0 ? "\(whole)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
