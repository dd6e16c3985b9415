import Foundation
import Reporting
import RunCore
import RunbookModel
import Templates
import Testing

struct RunReportTests {
  static func render(_ name: String, _ format: ReportFormat) throws -> String {
    try Story.report(Stories.named(name), as: format, head: Story.head)
  }

  @Test(arguments: ["passed", "failed", "incident", "hosts", "people", "unfinished", "nothing"])
  func `a run reads as somebody found it good`(story: String) throws {
    try Golden.expect(Self.render(story, .markdown), named: "\(story).md")
  }

  @Test(arguments: ["passed", "incident", "hosts", "people"]) func `a run has one JSON`(story: String) throws {
    try Golden.expect(Self.render(story, .json), named: "\(story).json")
  }

  @Test(arguments: ["incident", "hosts", "people"]) func `the JSON gives the summary back`(story: String) throws {
    struct Document: Decodable {
      var format: Int
      var journalHead: String
      var summary: RunSummary
    }
    let text = try Self.render(story, .json)
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.format == 2)
    #expect(document.journalHead == Story.head)
    #expect(try document.summary == Stories.named(story))
  }

  @Test(arguments: Stories.names) func `the page is well-formed, asks for nothing and runs nothing`(story: String)
    throws
  {
    let page = try Page(Self.render(story, .html))
    #expect(page.problem == nil)
    #expect(page.count("script") == 0)
    #expect(page.count("link") == 0)
    #expect(page.count("img") == 0)
    for (name, attributes) in page.elements {
      for (key, value) in attributes {
        #expect(!key.hasPrefix("on"), "\(name) has \(key)")
        #expect(key == "xmlns" || !value.contains("//"), "\(name) has \(key)=\(value)")
      }
    }
  }

  @Test func `a check that was skipped is not said to have passed`() throws {
    var summary = try Stories.named("passed")
    let checks = summary.steps.indices.filter { summary.steps[$0].isCheck && summary.steps[$0].phase == .verify }
    summary.steps[try #require(checks.first)].status = .skipped
    let text = try Story.report(summary, as: .markdown)
    #expect(text.contains("after the drill was started. But 1 of its \(checks.count) checks did not pass. Its target"))
  }

  @Test func `the page says what Markdown says`() throws {
    let page = try Page(Self.render("incident", .html))
    for words in [
      "Recovered, target missed", "missed by 16 minutes 16 seconds", "database.replica was skipped", "12m 19s",
      "The switch under the desk had been unplugged.", "the machine had been restarted", "matthew (root)", Story.head,
      "only in a drill", "T7", "halfhour 0.1.0", "51m 58s", "41.2 GB",
    ] {
      #expect(page.text.contains(words), "\(words)")
    }
  }

  @Test func `the page says whose keys and clocks were met, and what was run beside the runbook`() throws {
    let page = try Page(Self.render("hosts", .html))
    for words in [
      "SHA256:Zm8", "a person: matthew (root)", "OpenBSD 7.7", "OFF: 1m 30s ahead", "df -h /var", "exit status 3",
      "shop.ad-hoc.1.ad-hoc.log", "refused: it had waited for too long", "it counts 1m 30s earlier",
      "a host's key was confirmed: database at root@database.example: SHA256:Zm8",
    ] {
      #expect(page.text.contains(words), "\(words)")
    }
  }

  @Test func `a time that nobody gave is unknown`() throws {
    var story = Story(Stories.shopPlan(mode: .incident))
    try story.open()
    let text = try Story.report(story.summary, as: .markdown)
    #expect(text.contains("| T0 | Disruption | unknown | – | nobody gave it |"))
    #expect(text.contains("| T4 | First step started | none yet | – |  |"))
    #expect(text.contains("| T6 | shop verified by its last check | not yet | – |  |"))
  }

  @Test func `whether the time before the run is included is said`() throws {
    #expect(try Self.render("passed", .markdown).contains("is not included in these times"))
    #expect(try Self.render("failed", .markdown).contains("Included, as the site allows: 3 minutes to notice"))
    #expect(try !Self.render("incident", .markdown).contains("allows"))
  }

  @Test(arguments: Stories.names) func `no report promises anything`(story: String) throws {
    for format in [ReportFormat.markdown, .html] {
      #expect(try !Self.render(story, format).lowercased().contains("guarantee"))
    }
  }

  @Test func `a site's own template takes the place of ours`() throws {
    let templates = ReportTemplates(own: [.markdown: .init(text: "{{verdict}} {{title}}\n", file: "site/report.md")])
    let text = try Story.report(Stories.passed(), as: .markdown, templates: templates)
    #expect(text == "Passed Rebuild the web shop from its newest backup\n")
  }

  @Test func `a broken template of a site is a located error, and JSON works all the same`() throws {
    let templates = ReportTemplates(own: [.overview: .init(text: "<p>\n{{verdct}}</p>", file: "site/report.html")])
    let error = #expect(throws: TemplateError.self) {
      try Story.report(Stories.passed(), as: .html, templates: templates)
    }
    #expect(error?.description.hasPrefix("site/report.html:2:1: \"verdct\" has no value here") == true)
    #expect(try !Story.report(Stories.passed(), as: .json, templates: templates).isEmpty)
  }
}
