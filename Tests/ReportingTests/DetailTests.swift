import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// The tables that the practitioner and the auditor read.
struct DetailTests {
  private static func render(
    _ summary: RunSummary, _ format: ReportFormat = .markdown, look: ReportLook = .standard
  ) throws -> String {
    String(
      decoding: try RunReport.render(ReportDocument(summary: summary, look: look), as: format), as: UTF8.self)
  }

  private static let sections = [
    "timeline", "clocks", "steps", "slowest", "checks", "unexercised", "deviations", "amendments", "waits",
    "participants", "findings-to-do", "notes", "updates",
  ]

  @Test func `every section can be linked to, once`() throws {
    let page = try Page(Self.render(Stories.named("people"), .html))
    let ids = page.elements.filter { $0.name == "section" }.compactMap { $0.attributes["id"] }
    #expect(Set(ids).isSuperset(of: Set(Self.sections).subtracting(["unexercised"])), "\(ids)")
    #expect(Set(ids).count == ids.count, "\(ids)")
  }

  @Test(arguments: DetailSection.allCases) func `every table has a place that can be linked to`(section: DetailSection)
  {
    let page = ReportTemplates.builtIn[.details].text
    #expect(page.components(separatedBy: "<section id=\"\(section.rawValue)\"").count == 2)
  }

  @Test(arguments: sections) func `a site can leave a section out`(id: String) throws {
    let whole = try Page(Self.render(Stories.named(id == "unexercised" ? "failed" : "people"), .html))
    #expect(whole.elements.contains { $0.attributes["id"] == id })
    let page = try Page(
      Self.render(
        Stories.named(id == "unexercised" ? "failed" : "people"), .html, look: ReportLook(omit: [id])))
    #expect(page.problem == nil)
    #expect(!page.elements.contains { $0.attributes["id"] == id })
    #expect(page.elements.contains { $0.attributes["id"] == (id == "steps" ? "clocks" : "steps") })
  }

  @Test func `a step tells its wait, its exit, its people and its papers`() throws {
    var summary = try Stories.named("people")
    let place = try #require(summary.steps.firstIndex { $0.id.step == "load" })
    for attempt in summary.steps[place].attempts.indices { summary.steps[place].attempts[attempt].logBytes = 10 }
    summary.steps[place].exit = 3
    let row = try Self.render(summary).split(separator: "\n").first { $0.contains("(shop.load)") }
    #expect(
      row == """
        | restore | Load the price list (shop.load) | +3.0s | 1m | 1m 07s | 1m 01s | 2 | 3 | passed | matthew (root) |  \
        | shop.load.2.log and 1 more |
        """)
    let photo = try Self.render(summary).split(separator: "\n").first { $0.contains("| old-till (shop.old-till) |") }
    #expect(photo?.contains("| till\\|back.jpg |") == true)
  }

  @Test func `a run without people has no columns for them on the page`() throws {
    let alone = try Self.render(Stories.named("passed"), .html)
    let together = try Self.render(Stories.named("people"), .html)
    #expect(!alone.contains(#"<th scope="col">Waited</th>"#) && alone.contains(#"<th colspan="8" scope="rowgroup">"#))
    #expect(together.contains(#"<th scope="col">Waited</th><th scope="col">Tries</th>"#))
    #expect(together.contains(#"<th colspan="10" scope="rowgroup">"#))
  }

  @Test func `the slowest steps are ten, the slowest first, with their share`() throws {
    let lines = try Self.lines(of: "Slowest steps", in: Self.render(Stories.named("failed")))
    #expect(lines.count == 12)
    #expect(
      lines.dropFirst(2).first
        == "| Load the dump into the database (shop.load) | 17.5s | 60% | 12s | 5.5s over | on the critical path |")
  }

  /// The lines of the table below a heading.
  private static func lines(of title: String, in text: String) -> [String] {
    text.split(separator: "\n").drop { $0 != "## \(title)" }.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
      .map(String.init)
  }

  private static func proof(_ result: String, noticed: String? = nil) throws -> ProofSummary {
    let trials = noticed.map { #"{"check": "shop.orders", "result": "\#($0)"}"# } ?? ""
    let breaks =
      noticed == nil
      ? "" : #"{"id": "shop.drop", "title": "Drop a row", "result": "done", "isMended": true, "trials": [\#(trials)]}"#
    let json = """
      {"checks": [{"check": "shop.orders", "title": "Orders", "result": "\(result)", "message": "no rows"}],
       "breaks": [\(breaks)], "breaksThere": 1}
      """
    return try JSONDecoder().decode(ProofSummary.self, from: Data(json.utf8))
  }

  @Test(
    arguments: [
      ("red", nil, "it held, and failed where there were no data"),
      ("red", "noticed", "it held, failed without data, and noticed damage that was done on purpose"),
      ("red", "slept", "it held and failed without data, but noticed none of the damage that was done on purpose"),
      ("vacuous", nil, "nothing: it held before there were data, too"),
      ("vacuous", "noticed", "nothing: it held before there were data, too"),
      ("inconclusive", nil, "little: it could not be tried without data, so nobody saw it fail"),
      ("skipped", nil, "it held; by its author's word it was not tried without data"),
      ("not-reached", nil, "it held; it was not tried without data in this drill"),
    ] as [(String, String?, String)])
  func `a check is said to be worth what it proved`(result: String, noticed: String?, words: String) throws {
    var summary = try Stories.named("passed")
    summary.proof = try Self.proof(result, noticed: noticed)
    let rows = try Self.lines(of: "Checks, and what they proved", in: Self.render(summary))
    let row = try #require(rows.first { $0.contains("(shop.orders)") })
    #expect(row.hasSuffix("| \(words) |"), "\(row)")
    #expect(row.contains("| no rows | \(noticed.map { $0 == "noticed" ? "1 of 1" : "0 of 1" } ?? "–") |"), "\(row)")
  }

  @Test(arguments: [
    (StepSummary.Status.failed, "what it asks for did not hold"),
    (.byHand, "nothing: a person vouched for it"), (.skipped, "nothing: it was not carried out in this run"),
    (.notReached, "nothing: it was not carried out in this run"), (.cancelled, "nothing: it was broken off"),
    (.running, "nothing yet"),
  ])
  func `a check that did not hold proves nothing, however red it was`(status: StepSummary.Status, words: String) throws
  {
    var summary = try Stories.named("passed")
    summary.proof = try Self.proof("red", noticed: "noticed")
    let place = try #require(summary.steps.firstIndex { $0.id.step == "orders" })
    summary.steps[place].status = status
    let rows = try Self.lines(of: "Checks, and what they proved", in: Self.render(summary))
    #expect(rows.contains { $0.contains("(shop.orders)") && $0.hasSuffix("| \(words) |") }, "\(rows)")
  }

  @Test(
    arguments: [
      (StepSummary.Status.skipped, "by a person"), (.notReached, "not reached"), (.excluded, "by the plan"),
      (.passed, nil), (.byHand, nil), (.waiting, nil), (.failed, nil),
    ] as [(StepSummary.Status, String?)])
  func `what was left out is listed with who left it out`(status: StepSummary.Status, words: String?) throws {
    var summary = try Stories.named("passed")
    let place = try #require(summary.steps.firstIndex { $0.id.step == "orders" })
    summary.steps[place].status = status
    let rows = try Self.lines(of: "What this run did not exercise", in: Self.render(summary))
    let row = rows.first { $0.contains("(shop.orders)") }
    #expect((row != nil) == (words != nil), "\(rows)")
    if let words { #expect(row?.contains("| verify | \(words) |") == true, "\(rows)") }
  }

  @Test func `a finding without an owner or a date says so`() throws {
    var summary = try Stories.named("people")
    let place = try #require(summary.notes.firstIndex { $0.note.finding != nil })
    summary.notes[place].note.finding?.owner = nil
    summary.notes[place].note.finding?.due = nil
    #expect(try Self.render(summary).contains("| moderate | nobody | no date |"))
    #expect(
      try Self.render(Stories.named("people"), look: ReportLook(dates: .points)).contains(
        "| moderate | matthew | 01.12.2026 |"))
  }

  @Test func `what was broken is bounded in columns, too`() throws {
    let breaks = (1...40).map {
      #"{"id": "shop.b\#($0)", "title": "B", "result": "done", "isMended": true, "trials": [{"check": "shop.orders", "result": "slept"}]}"#
    }
    let json = #"{"checks": [], "breaks": [\#(breaks.joined(separator: ", "))], "breaksThere": 40}"#
    var summary = try Stories.named("passed")
    summary.proof = try JSONDecoder().decode(ProofSummary.self, from: Data(json.utf8))
    let rows = try Self.lines(of: "Breaks: what the checks notice", in: Self.render(summary))
    #expect(rows.first?.split(separator: "|").count == 25, "\(rows.first ?? "")")
    #expect(try Self.render(summary).contains("| B (shop.b40) | done | 0 of 1 | yes |"))
  }
}
