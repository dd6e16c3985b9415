package import RunbookModel

/// What outages of one currency cost at the site's cost per hour; it is added up exactly, and rounded once.
package struct OutageCost: Hashable, Sendable {
  package let currency: String
  /// Hundredths of the currency's unit per hour, times nanoseconds.
  private let product: Int128

  private static let hour: Int128 = 3_600_000_000_000

  private init(currency: String, product: Int128) {
    self.currency = currency
    self.product = product
  }

  /// Nil where the outage was not measured, or nobody said what an hour costs.
  package init?(of outage: Duration?, at rate: MoneyPerHour?) {
    guard let outage, outage >= .zero, let rate else { return nil }
    self.init(currency: rate.currency, product: Int128(rate.hundredths) * Int128(outage.nanoseconds))
  }

  /// Of costs of one currency; nil where one of them isn't known, as a sum without it would be too small.
  package static func sum(_ costs: [OutageCost?]) -> OutageCost? {
    let known = costs.compactMap { $0 }
    guard let first = known.first, known.count == costs.count else { return nil }
    let product = known.dropFirst().reduce(first.product) { sum, cost in
      let (result, overflow) = sum.addingReportingOverflow(cost.product)
      return overflow ? .max : result
    }
    return OutageCost(currency: first.currency, product: product)
  }

  /// To the nearest hundredth, a half upwards.
  package var hundredths: Int {
    let (whole, rest) = product.quotientAndRemainder(dividingBy: Self.hour)
    return Int(clamping: whole + (rest * 2 >= Self.hour ? 1 : 0))
  }

  /// Not rounded, for whoever rounds it otherwise.
  package var exactHundredths: Double { Double(product) / Double(Self.hour) }
}
