import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// Pages of a site that wants its reports in German.
struct GermanReportTests {
  static let look = ReportLook(say: PhraseCatalogue.book(of: .german), language: .german, dates: .points)

  static func page(of summary: RunSummary) throws -> String {
    let document = ReportDocument(
      summary: summary, journal: JournalMark(head: Story.head, endHead: Story.head, lines: 812), look: look)
    return String(decoding: try RunReport.render(document, as: .html), as: UTF8.self)
  }

  /// Words that no German sentence has, and every English one.
  private static let english: Set<String> = [
    "a", "the", "of", "and", "is", "are", "be", "has", "had", "have", "were", "did", "it", "its", "this", "that", "for",
    "from", "to", "with", "without", "not", "or", "no", "yes", "by", "on", "at", "nobody", "nothing", "none", "more",
    "than", "until", "since", "before", "after", "when", "who", "why", "how", "where", "step", "steps", "check",
    "checks", "service", "services", "target", "targets", "drill", "drills", "incident", "run", "runs", "host", "hosts",
    "recovery", "time", "times", "restored", "passed", "failed", "missed", "met", "done", "left", "open", "closed",
    "unknown", "known", "planned", "actual", "verify", "restore", "cutover", "cleanup", "precheck", "provision",
    "accept",
    "seconds", "minutes", "hours", "days", "critical", "severe", "question", "answer", "finding", "findings", "line",
    "lines", "record", "waited", "waiting", "sign-off", "disruption", "detected", "declared", "assumed",
  ]

  /// What of the page is English and wasn't written by the site or a program: each word with what stands around it.
  private static func leftovers(in html: String, of written: Any...) throws -> [String] {
    let start = try #require(html.range(of: "<style>")).lowerBound
    let end = try #require(html.range(of: "</style>")).upperBound
    // A picture cuts names to the room that they have.
    let page = Page(html.replacingCharacters(in: start..<end, with: "").replacing(/>[^<>]*…</, with: "><"))
    #expect(page.problem == nil)
    #expect(page.elements.first { $0.name == "html" }?.attributes["lang"] == "de")
    let labels = page.elements.flatMap { element in
      ["alt", "aria-label", "data-label", "title"].compactMap { element.attributes[$0] }
    }
    var text = page.text + "\n" + labels.joined(separator: "\n")
    // Commands are typed as they are; a run that has no name yet stands there as RUN.
    text.replace(/halfhour (answer|resume)( RUN)?/, with: " § ")
    var texts: Set<String> = []
    written.forEach { Self.collect($0, into: &texts) }
    for own in texts.sorted(by: { ($0.count, $0) > ($1.count, $1) }) { text = text.replacing(own, with: " § ") }
    let words = text.split { !$0.isLetter && $0 != "_" && $0 != "-" && $0 != "." && $0 != "§" }
    return words.indices.filter { english.contains(bare(words[$0]).lowercased()) }.map { place in
      words[max(0, place - 4)...min(words.count - 1, place + 4)].joined(separator: " ")
    }
  }

  private static func bare(_ text: some StringProtocol) -> String { text.trimmingCharacters(in: ["."]) }

  /// Every text within a value, and what reports take of it where they don't take the whole.
  private static func collect(_ value: Any, into texts: inout Set<String>) {
    if let text = value as? String {
      let lines = [text] + text.split(whereSeparator: \.isNewline).map(String.init)
      let parts = lines + lines.map(bare)
      let cut: [String] = parts.flatMap { part in
        [40, 60, 80, 140, 160, 200, 240, 300].filter { part.count > $0 }.map { "\(part.prefix($0 - 1))…" }
      }
      texts.formUnion((parts + cut).filter { $0.contains(where: \.isLetter) && $0.count > 1 })
    } else {
      for child in Mirror(reflecting: value).children { collect(child.value, into: &texts) }
    }
  }

  @Test(arguments: ["passed", "failed", "incident", "hosts", "people", "unfinished", "nothing"])
  func `a German page of a run has no English words of ours`(story: String) throws {
    let summary = try Stories.named(story)
    let left = try Self.leftovers(in: Self.page(of: summary), of: summary)
    #expect(left == [])
  }

  @Test(arguments: Survivor.allCases.filter { ![.tenThousandSteps, .hostileNames].contains($0) })
  func `a German page of a run that went through much has no English words of ours`(survivor: Survivor) throws {
    let story = try survivor.story()
    let document = ReportDocument(
      summary: story.summary, trace: JournalTrace(of: story.state, entries: story.entries), look: Self.look)
    let html = String(decoding: try RunReport.render(document, as: .html), as: UTF8.self)
    let left = try Self.leftovers(in: html, of: story.summary)
    #expect(left == [])
  }

  @Test func `a German page of a manager has no English words of ours`() throws {
    for summary in [try ManagerStory.drill(), try ManagerStory.incident()] {
      let left = try Self.leftovers(in: Self.page(of: summary), of: summary)
      #expect(left == [])
    }
  }

  @Test func `a German page with earlier runs has no English words of ours`() throws {
    let document = try PastStory.document(look: Self.look)
    let html = String(decoding: try RunReport.render(document, as: .html), as: UTF8.self)
    let left = try Self.leftovers(in: html, of: document.summary, document.past)
    #expect(left == [])
  }

  @Test func `a German page of a period has no English words of ours`() throws {
    var document = Periods.quarter
    document.look = Self.look
    let html = String(decoding: try PeriodReport.render(document, as: .html), as: UTF8.self)
    let own: [Any] = [document.services, document.runs, document.findings, document.coverage as Any]
    let left = try Self.leftovers(in: html, of: document.site ?? "", own)
    #expect(left == [])
  }

  @Test(arguments: [(1_500, "1,5 kB"), (999, "999 Bytes"), (41_000_000_000, "41 GB")])
  func `an amount of data has a German comma`(bytes: Int, text: String) { #expect(Self.look.say.size(bytes) == text) }

  @Test func `a short time has a German comma`() {
    #expect(Self.look.say.spoken(.milliseconds(1_500)) == "1,5 Sekunden")
  }
}
