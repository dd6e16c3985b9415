import RunCore
import Testing

@testable import Reporting

struct PageFootTests {
  @Test(arguments: [
    ("Drill, Tea shop", "Drill, Tea shop"), ("A · B", "A \\b7  B"),
    ("\"; } </style>", "\\22 \\3b  \\7d  \\3c \\2f style\\3e "),
    ("back\\slash", "back\\5c slash"), ("a\nb", "a b"),
  ])
  func `nothing in a name ends the text at the foot of a page or the style sheet`(name: String, css: String) {
    #expect(PageFoot.css(name) == ":root { --foot: \"\(css)\"; }")
  }

  @Test func `a name that is too long is cut before it reaches the number of the page`() {
    #expect(PageFoot.css(String(repeating: "a", count: 5_000)).count < 130)
  }

  @Test func `every sheet names the site and the run`() throws {
    let html = try RunReportTests.render("incident", .html)
    let summary = try Stories.named("incident")
    let run = try #require(summary.run)
    #expect(html.contains("--foot: \"") && html.contains(" \(run)\"; }"))
    #expect(html.contains("@bottom-left { content: var(--foot"))
  }
}
