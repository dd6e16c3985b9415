import RunbookModel
import Testing

@testable import RunbookLoading

struct ScalarTests {
  @Test(arguments: [("10MB", 10_000_000), ("64KiB", 65_536), ("1 GB", 1_000_000_000), ("1B", 1), ("5kB", 5_000)])
  func `sizes are read with their unit`(text: String, bytes: Int) { #expect(ByteCount.bytes(of: text) == bytes) }

  @Test(arguments: ["", "10", "MB", "0B", "-1MB", "1.5MB", "10 megs", "1  MB", "99999999999GB", "1TB"])
  func `what is no size is refused`(text: String) { #expect(ByteCount.bytes(of: text) == nil) }

  @Test(arguments: [("1800 EUR", 180_000), ("99.5 GBP", 9_950), ("0.05 USD", 5), ("0 EUR", 0)])
  func `money loses no cent`(text: String, hundredths: Int) {
    #expect(MoneyPerHour(runbookText: text)?.hundredths == hundredths)
  }

  @Test(arguments: [
    "", "1800", "EUR", "1800EUR", "1800 eur", "1800 euros", "1.234 EUR", "-5 EUR", ". EUR", "5. EUR", "1,5 EUR",
  ])
  func `what is no money is refused`(text: String) { #expect(MoneyPerHour(runbookText: text) == nil) }

  @Test(arguments: ["", "-a", "1a", "a b", "a.b", "ä", "a\n"]) func `what is no name is refused`(text: String) {
    #expect(!NameRule.isName(text))
  }

  @Test func `an input arrives with underscores`() {
    #expect(NameRule.variable(for: "back-ups") == "back_ups")
    #expect(NameRule.variable(for: "1") == nil)
  }

  @Test(arguments: ["+80", "080", "0", "65536", "", "8 0", "99999999999999999999"])
  func `what is no port is refused`(text: String) { #expect(!ScalarRule.port.accepts(text)) }

  @Test(arguments: ["644", "0644", "1777"]) func `modes are octal`(text: String) {
    #expect(ScalarRule.mode.accepts(text))
  }

  @Test(arguments: ["", "64", "0o644", "0648", "00644", "u+x"])
  func `what is no mode is refused`(text: String) { #expect(!ScalarRule.mode.accepts(text)) }
}
