import Foundation
import Reporting
import RunCore
import RunbookModel
import Testing

struct FirstPageTests {
  private func markdown(_ summary: RunSummary, _ look: ReportLook = .standard) throws -> String {
    try render(summary, .markdown, look)
  }

  private func render(_ summary: RunSummary, _ format: ReportFormat, _ look: ReportLook) throws -> String {
    let mark = JournalMark(head: Story.head, endHead: String(Story.head.reversed()), lines: 812)
    let document = ReportDocument(summary: summary, journal: mark, look: look)
    return String(decoding: try RunReport.render(document, as: format), as: UTF8.self)
  }

  /// The lines below a heading of Markdown, up to the next.
  private func section(_ title: String, of text: String) -> [Substring] {
    let lines = text.split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0 == "## \(title)" }) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") })
  }

  private let ids = [
    ("figures", "Targets met"), ("services", "## Services against their targets"), ("trouble", "## What went wrong"),
    ("cost", "## What it cost"), ("next", "## What happens next"), ("sign-off", "## Sign-off"),
    ("record", "## For the record"),
  ]

  @Test(arguments: ["incident", "drill"]) func `what a manager reads is as somebody found it good`(story: String) throws
  {
    let summary = try story == "drill" ? ManagerStory.drill() : ManagerStory.incident()
    let text = try markdown(summary)
    let page = text.prefix(upTo: try #require(text.range(of: "## Clocks")).lowerBound)
    let record = text.suffix(from: try #require(text.range(of: "## For the record")).lowerBound)
    try Golden.expect(String(page + record), named: "manager-\(story).md")
  }

  @Test func `a signature of an earlier record is not taken for one of this`() throws {
    var summary = try ManagerStory.incident()
    let before = try markdown(summary)
    #expect(before.contains("Signatures that are still missing: Acknowledged.") && !before.contains("earlier record"))
    summary.outdatedSignOffs = 2
    let text = try markdown(summary)
    let table = section("Sign-off", of: text).filter { $0.hasPrefix("|") }
    #expect(table.count == 2 + 5, "\(table)")
    #expect(table.count { $0.contains("of an earlier record") } == 2 && table.count { $0.contains("………") } == 2)
    #expect(text.contains("Signatures that are still missing: Prepared, Acknowledged."))
    #expect(section("For the record", of: text).joined().contains("for an earlier record, the journal up to"))
  }

  @Test func `what went wrong and is in nobody's hands is no all-clear`() throws {
    let failed = section("What happens next", of: try markdown(Stories.failed())).joined(separator: "\n")
    #expect(failed.contains("Nobody has written down a finding: what went wrong is in nobody's hands yet."))
    #expect(failed.contains("The drill as a whole failed, so it doesn't count as one: it stays due."))
    let passed = section("What happens next", of: try markdown(Stories.passed())).joined(separator: "\n")
    #expect(passed.contains("No finding is open.") && !passed.contains("stays due"))
  }

  @Test func `a section can be left out of both`() throws {
    let summary = try ManagerStory.incident()
    for (id, words) in ids {
      let look = ReportLook(omit: [id])
      #expect(try markdown(summary).contains(words), "\(id)")
      #expect(try !markdown(summary, look).contains(words), "\(id)")
      #expect(try Page(render(summary, .html, .standard)).elements.contains { $0.attributes["id"] == id }, "\(id)")
      let page = try Page(render(summary, .html, look))
      #expect(page.problem == nil)
      #expect(!page.elements.contains { $0.attributes["id"] == id }, "\(id)")
    }
  }

  @Test func `the site's language, logo, colour and dates are those of the page`() throws {
    let logo = ReportLook.Logo(mediaType: "image/png", bytes: Array(0...255))
    let look = ReportLook(
      say: Phrasebook(["Passed": "Bestanden", "What went wrong": "Was schiefging"]), language: .german, dates: .points,
      logo: logo, colour: "#0a5fd0")
    let text = try render(Stories.passed(), .html, look)
    let page = Page(text)
    #expect(page.elements.first { $0.name == "html" }?.attributes["lang"] == "de")
    let source = page.elements.first { $0.name == "img" }?.attributes["src"]
    #expect(source == "data:image/png;base64,\(Data(logo.bytes).base64EncodedString())")
    #expect(page.text.contains("Bestanden"))
    #expect(page.text.contains("Was schiefging"))
    #expect(page.text.contains("21.11.2026 04:00:00 +01:00"))
    #expect(text.contains("--accent: #0a5fd0"))
  }

  @Test(arguments: ["red", "#12345", "#1234567", "#12345g", "</style>", "#fff;}"])
  func `what is no colour is left out`(colour: String) throws {
    let text = try render(Stories.passed(), .html, ReportLook(colour: colour))
    #expect(text == (try render(Stories.passed(), .html, .standard)))
  }

  @Test func `a picture of another kind is left out`() throws {
    let logo = ReportLook.Logo(mediaType: "text/html", bytes: [60])
    #expect(try Page(render(Stories.passed(), .html, ReportLook(logo: logo))).count("img") == 0)
  }

  @Test(arguments: Stories.names) func `nobody who has a minute reads more than seven things that went wrong`(
    story: String
  ) throws {
    for title in ["What went wrong", "What went wrong so far"] {
      let lines = try section(title, of: markdown(Stories.named(story))).filter { $0.hasPrefix("- ") }
      #expect(lines.count <= 7)
      #expect(lines.allSatisfy { $0.count < 700 })
    }
  }

  @Test func `a run that simply passed says so`() throws {
    let lines = try section("What went wrong", of: markdown(Stories.passed()))
    #expect(lines == ["- Nothing went wrong that this record knows of."])
    let open = try section("What went wrong so far", of: markdown(Stories.named("unfinished")))
    #expect(open == ["- Nothing went wrong so far that this record knows of."])
  }

  @Test func `a verdict whose reason no sentence has is given in its own words`() throws {
    var summary = try Stories.passed()
    summary.verdict = .passedWithConditions
    summary.findings = ["shop.orders was compared with a known-good answer that is older than the check"]
    let lines = try section("What went wrong", of: markdown(summary))
    #expect(lines.first == "- shop.orders was compared with a known-good answer that is older than the check")
  }

  @Test func `what took longest stands with the target that was missed, and first`() throws {
    let lines = try section("What went wrong", of: markdown(ManagerStory.incident()))
    let first =
      "- database was back 16 minutes 16 seconds too late. What took longest: the time before the run was started, "
      + "12 minutes 40 seconds; 12 minutes 19 seconds for “Copy the dump to the spare”, of which 4 minutes 33 "
      + "seconds was waiting for an answer; 11 minutes 57 seconds for “Load the newest dump”."
    #expect(lines.first == Substring(first))
    #expect(lines.contains { $0.contains("matthew left out the step “database: Start the read replica”.") })
    #expect(lines.contains("- 2 smaller things more; the tables below have all of them."))
  }

  @Test func `a step that worked at the second try is told in plain words`() throws {
    let lines = try section("What went wrong", of: markdown(Stories.failed()))
    #expect(
      lines.first?.hasPrefix("- The check “Closed months hold the orders they held” failed. What it said:") == true)
    #expect(
      lines.contains("- The step “Load the dump into the database” failed on the first try and was run again."))
  }

  @Test func `an answer that differs from the one recorded as good is told without its particulars`() throws {
    var summary = try Stories.failed()
    for index in summary.steps.indices where summary.steps[index].status == .failed {
      summary.steps[index].message = "known_good: expected the answer recorded 2026-11-01, found 3 rows less"
    }
    let lines = try section("What went wrong", of: markdown(summary))
    let first =
      "- The check “Closed months hold the orders they held” failed. Its answer is not the one that was recorded as good."
    #expect(lines.first == Substring(first))
  }

  @Test func `findings that are overdue come first and are marked, and those that are dealt with don't come`() throws {
    let lines = try section("What happens next", of: markdown(ManagerStory.incident())).filter { $0.hasPrefix("| ") }
    let findings = lines.dropFirst()
    #expect(findings.count == 3)
    #expect(findings.first?.hasPrefix("| The spare has one power supply | matthew | 2026-10-01, **overdue** |") == true)
    #expect(findings.last?.hasPrefix("| Nobody knew where the spare stood | nobody yet | – |") == true)
    #expect(lines.filter { $0.contains("overdue") }.count == 1)
  }

  @Test(arguments: [
    (Verdict.passed, true), (.passedWithConditions, true), (.targetMissed, true), (.failed, false), (.stopped, false),
  ])
  func `the next drill is due after one that recovered`(verdict: Verdict, isDue: Bool) throws {
    var summary = try ManagerStory.drill()
    summary.verdict = verdict
    #expect(try markdown(summary).contains("The next drill is due on 2027-02-19.") == isDue)
    summary.mode = .incident
    #expect(try !markdown(summary).contains("The next drill is due"))
    summary.mode = .drill
    summary.drillEvery = nil
    #expect(try !markdown(summary).contains("The next drill is due"))
  }

  @Test func `everybody who signed is shown, and where nobody did there is a line to sign`() throws {
    let lines = try section("Sign-off", of: markdown(ManagerStory.incident())).filter { $0.hasPrefix("| ") }.dropFirst()
    #expect(lines.count == 4)
    #expect(
      lines.contains { $0.contains("| Reviewed | ruth (ruth), by their own word |") && $0.contains("signed again") })
    #expect(lines.contains { $0.contains("With the clock put right.") && $0.contains("signed with an SSH key") })
    #expect(lines.last?.hasPrefix("| Acknowledged | Name, date, signature: …") == true)
    let next = try section("What happens next", of: markdown(ManagerStory.incident()))
    #expect(next.contains("Signatures that are still missing: Acknowledged."))
    #expect(try markdown(Stories.named("unfinished")).contains("can be signed off as soon as the run is over"))
  }
}
