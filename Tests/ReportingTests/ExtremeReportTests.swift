import Foundation
import Reporting
import RunCore
import Testing

struct ExtremeReportTests {
  @Test func `ten thousand steps make neither a huge page nor a tall picture`() throws {
    let text = try RunReportTests.render("many", .html)
    #expect(text.utf8.count < 1_000_000)
    let page = Page(text)
    #expect(page.count("rect") < 200)
    #expect(page.text.contains("The run had 10000 steps; each row is one phase of a runbook."))
    #expect(page.text.contains("2000 of 10000 steps are shown, first of all those that did not simply pass"))
    for step in ["r0.s1993", "r3.s2469"] {
      #expect(text.contains("<small>\(step)</small>"), "a failed step is never left out")
    }
  }

  @Test func `a pile of findings and of rows ends with a word on the rest`() throws {
    var story = Story(Stories.shopPlan())
    try story.open()
    for second in 1...2_001 { try story.say(.machineSlept(Sleep(slept: .seconds(1))), at: Double(second)) }
    var summary = story.summary
    summary.verdict = .failed
    summary.findings = (1...50).map { "finding \($0)" }
    let text = try Story.report(summary, as: .markdown)
    #expect(text.contains("finding 20; … and 30 more |\n"))
    #expect(text.contains("Tables of this report end after 2000 rows; the JSON report has everything.\n"))
  }

  @Test func `sixty runbooks are cut to what can be read`() throws {
    let text = try RunReportTests.render("services", .html)
    #expect(text.contains("20 more runbooks are left out of the picture"))
    #expect(text.contains("All 60 services were back within their targets. The slowest was r59, after 1 minute."))
  }

  @Test func `no text breaks out of its cell in Markdown`() throws {
    let text = try RunReportTests.render("hostile", .markdown)
    var columns = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = 0
        continue
      }
      let unescaped = line.replacing("\\\\", with: "").replacing("\\|", with: "")
      let count = unescaped.count { $0 == "|" }
      if columns == 0 { columns = count }
      #expect(count == columns, "\(line.prefix(200))")
    }
    #expect(!text.contains("<script>"))
    #expect(!text.contains("[x]("))
  }

  @Test(arguments: [ReportFormat.markdown, .html]) func `no text acts on what stands around it`(format: ReportFormat)
    throws
  {
    let scalars = try Set(RunReportTests.render("hostile", format).unicodeScalars.map(\.value))
    for value: UInt32 in [0, 7, 0x1B, 0x9B, 0x202E, 0x2066, 0xFFFE, 0xFFFF] where format == .html || value < 0xFFFE {
      #expect(!scalars.contains(value), "U+\(String(value, radix: 16))")
    }
  }

  @Test func `a text of five thousand characters is cut`() throws {
    let page = try Page(RunReportTests.render("hostile", .html))
    #expect(!page.text.contains(String(repeating: "x", count: 601)))
    #expect(page.text.contains(String(repeating: "x", count: 160)))
    #expect(page.text.contains("<script>alert(1)</script>"), "it is read as text")
    #expect(page.text.contains("{{title}} {{/groups}}"))
    #expect(page.text.contains("👩‍👩‍👧‍👦 семья 家族 🚒"))
  }

  @Test(arguments: Stories.names) func `the closing text fits a terminal`(story: String) throws {
    let text = try ClosingText.text(
      for: Stories.named(story), reportPath: "/var/lib/halfhour/report.html", journalHead: Story.head, width: 80)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 40)
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E })
    #expect(text.contains("Report   /var/lib/halfhour/report.html\nJournal  \(Story.head)\n"))
  }

  @Test func `the closing text says the verdict first, then the times`() throws {
    let text = try ClosingText.text(for: Stories.named("incident"), reportPath: nil, journalHead: nil, width: 80)
    #expect(
      text == """
        Recovered, but a TARGET WAS MISSED. Rebuild the call centre: router, database,
        web

          router    back after 14m 24s, target 15m: met
          database  back after 46m 16s, target 30m: MISSED
                    data 44m 00s old, target 1h: met
          web       back after 51m 58s, target 2h: met

          slowest steps: web.owner 13m 12s, database.fetch 12m 19s, database.load 11m
          57s

        Why it did not simply pass:
          - database took 46m 16s, 16m 16s over its target
          - database.fetch was run again on a person's word
          - database.replica was skipped
          - database.move-address was done by hand

        Run      20261121-044000-shop

        """)
  }
}
