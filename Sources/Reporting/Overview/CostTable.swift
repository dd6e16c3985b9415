internal import RunCore
internal import RunbookModel
internal import Templates

/// What the outage of each service cost, or would have cost: from the disruption to its last check, at its cost per hour.
struct CostTable {
  let summary: RunSummary
  let say: Phrasebook
  let format: ReportFormat

  /// The most services that are named one by one in a sentence.
  private static let mostNames = 8

  private var priced: [ServiceSummary] { summary.services.filter { $0.costPerHour != nil } }

  var values: [String: TemplateValue] {
    var values: [String: TemplateValue] = [
      "hasCost": .bool(!summary.services.isEmpty), "hasCostRows": .bool(!priced.isEmpty),
      "costWords": .map([
        "title": .string(
          isDrill
            ? say("What such an outage would cost")
            : summary.verdict == nil ? say("What it has cost so far") : say("What it cost")),
        "service": .string(say("Service")), "outage": .string(say("Outage")), "perHour": .string(say("Cost per hour")),
        "amount": .string(say("Amount, about")),
      ]),
      "costRows": .list(priced.prefix(ReportValues.mostRows).map(row)),
    ]
    values["costSums"] = .list(sums.map { .string($0) })
    values["costNotes"] = .list(notes.map { .string(CellText.fit($0, for: format)) })
    return values
  }

  private var isDrill: Bool { summary.mode == .drill }

  private func row(_ service: ServiceSummary) -> TemplateValue {
    let currency = service.costPerHour?.currency ?? ""
    return .map([
      "name": .string(CellText.fit(service.id.text, for: format, most: CellText.mostOfName)),
      "outage": .string(service.outage.map(say.short) ?? say("not measured")),
      "perHour": .string(MoneyText.exact(hundredths: service.costPerHour?.hundredths ?? 0, currency, say: say)),
      "amount": .string(
        service.costOfOutage.map { MoneyText.rounded(hundredths: $0.exactHundredths, currency, say: say) }
          ?? say("not known")),
    ])
  }

  /// A sentence for each currency; the amounts are rounded after they are added up.
  private var sums: [String] {
    Set(priced.compactMap { $0.costPerHour?.currency }).sorted().compactMap { currency in
      let own = priced.filter { $0.costPerHour?.currency == currency }
      guard let whole = OutageCost.sum(own.map(\.costOfOutage)) else { return nil }
      let sum = MoneyText.rounded(hundredths: whole.exactHundredths, currency, say: say)
      if let only = own.first, own.count == 1, summary.services.count > 1 {
        let name = summary.name(only)
        return isDrill
          ? say("An outage of \(name) of this length would cost about \(sum).")
          : summary.verdict == nil
            ? say("The outage of \(name) has cost about \(sum) so far.")
            : say("The outage of \(name) cost about \(sum).")
      }
      if isDrill {
        return summary.services.count == 1
          ? say("An outage of this length would cost about \(sum).")
          : say("Outages of these lengths would cost about \(sum) together.")
      }
      if summary.verdict == nil {
        return own.count == 1
          ? say("The outage has cost about \(sum) so far.") : say("The outages have cost about \(sum) together so far.")
      }
      return own.count == 1 ? say("The outage cost about \(sum).") : say("The outages cost about \(sum) together.")
    }
  }

  private var notes: [String] {
    let unmeasured = priced.filter { $0.outage == nil }
    let unpriced = summary.services.filter { $0.costPerHour == nil }
    var notes: [String] = []
    if !unmeasured.isEmpty {
      let names = list(unmeasured)
      notes.append(
        summary.verdict == nil
          ? say("There is no sum yet: this run is not over for \(names).")
          : unmeasured.count == 1
            ? say("There is no sum: the outage of \(names) was not measured.")
            : say("There is no sum: the outages of \(names) were not measured."))
    }
    if !unpriced.isEmpty { notes.append(say("No cost per hour is known for \(list(unpriced)).")) }
    if !priced.isEmpty {
      notes.append(
        say("Reckoned as the time from the disruption to the last check, times the cost per hour in the site's file."))
    }
    return notes
  }

  private func list(_ services: [ServiceSummary]) -> String {
    let names = services.prefix(Self.mostNames).map(summary.name).joined(separator: ", ")
    let left = services.count - Self.mostNames
    return left > 0 ? say("\(names) and \(left) more") : names
  }
}
