internal import RunCore
internal import RunbookModel

extension RunFigures {
  /// What the outages cost by the site's own estimate: from the disruption to the last check, at the cost per hour.
  ///
  /// Each currency stands apart, and has no sum where one of its outages was not measured.
  var costs: [Figure] {
    let priced = summary.services.filter { $0.costPerHour != nil }
    return Set(priced.compactMap { $0.costPerHour?.currency }).sorted().compactMap { currency in
      let own = priced.filter { $0.costPerHour?.currency == currency }
      guard let sum = OutageCost.sum(own.map(\.costOfOutage)) else { return nil }
      let used = own.flatMap { lines(ofStart: .disruption) + lines(ofVerified: $0) }
      return Figure(
        "cost.\(currency)", say("Cost of the outage in \(currency)"), .money(sum.hundredths, currency),
        say("what each service costs per hour by the site, times its outage: lines \(LineText.text(used))"),
        lines: used)
    }
  }
}
