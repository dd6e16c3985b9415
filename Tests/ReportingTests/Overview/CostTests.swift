import Reporting
import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct CostTests {
  private func cost(_ summary: RunSummary) throws -> String {
    let text = try Story.report(summary, as: .markdown)
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("## What it ") && !$0.hasPrefix("## What such") }
    return lines.prefix { !$0.hasPrefix("## What happens") }.joined(separator: "\n")
  }

  @Test func `a drill says what such an outage would cost`() throws {
    let text = try cost(ManagerStory.drill())
    #expect(text.contains("**An outage of this length would cost about 540 EUR.**"))
    #expect(text.contains("| shop | 18m 00s | 1\u{202F}800.50 EUR | 540 EUR |"))
  }

  @Test func `each currency has its sum, and services without a cost are named`() throws {
    var summary = try ManagerStory.incident()
    summary.services[2].costPerHour = MoneyPerHour(hundredths: 60_000, currency: "EUR")
    let text = try cost(summary)
    // 1800 × 2776 s / 3600 + 600 × 2785 s / 3600
    #expect(text.contains("**The outages cost about 1\u{202F}850 EUR together.**"))
    #expect(text.contains("**The outage of router cost about 48 USD.**"))
    #expect(!text.contains("No cost per hour"))
    #expect(try cost(ManagerStory.incident()).contains("No cost per hour is known for web."))
  }

  @Test func `an outage that nobody measured has no sum`() throws {
    var summary = try ManagerStory.incident()
    summary.services[1].outage = nil
    #expect(try cost(summary).contains("There is no sum: the outage of database was not measured."))
    #expect(try !cost(summary).contains("EUR together"))
    #expect(try !cost(summary).contains("cost about 0 EUR"))
    #expect(try cost(summary).contains("| database | not measured | 1\u{202F}800 EUR | not known |"))
    summary.verdict = nil
    #expect(try cost(summary).contains("There is no sum yet: this run is not over for database."))
  }

  @Test(arguments: [
    (0.0, "0 EUR"), (4.0, "0.04 EUR"), (540.0, "5.40 EUR"), (999.4, "9.99 EUR"), (1_049, "10 EUR"),
    (123_456, "1\u{202F}230 EUR"), (99_960, "1\u{202F}000 EUR"), (1e9, "10\u{202F}000\u{202F}000 EUR"),
    (1e30, "> 1\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000 EUR"),
  ])
  func `an amount has three figures`(hundredths: Double, text: String) {
    #expect(MoneyText.rounded(hundredths: hundredths, "EUR") == text)
  }

  @Test func `an amount has the decimal mark of the language`() {
    #expect(MoneyText.exact(hundredths: 540, "EUR") == "5.40 EUR")
    #expect(MoneyText.exact(hundredths: 540, "EUR", say: PhraseCatalogue.book(of: .german)) == "5,40 EUR")
  }
}
