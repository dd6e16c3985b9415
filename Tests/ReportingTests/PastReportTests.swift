import RecoveryPlanning
import Reporting
import RunCore
import RunbookModel
import Testing

/// What a report tells of the runs before its own.
struct PastReportTests {
  static func render(
    _ past: ReportPast = PastStory.past, _ format: ReportFormat = .markdown, look: ReportLook = .standard
  ) throws -> String {
    String(decoding: try RunReport.render(PastStory.document(look: look, past: past), as: format), as: UTF8.self)
  }

  @Test func `a drill beside earlier ones reads as somebody found it good`() throws {
    try Golden.expect(Self.render(), named: "past.md")
  }

  @Test func `programs are told the same of earlier runs as people`() throws {
    let text = try Self.render(PastStory.past, .json)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("  \"past\"") })
    let end = try #require(lines[start...].firstIndex { $0.hasPrefix("  }") })
    try Golden.expect(lines[start...end].map { $0 + "\n" }.joined(), named: "past.json")
    #expect(try !Self.render(ReportPast(), .json).contains("\"past\""))
    let days = (1...9).map { (StepID("shop", StepName("s\($0)")), PastStory.day("2026-10-0\($0)")) }
    let exercised = try Self.render(ReportPast(lastExercised: Dictionary(uniqueKeysWithValues: days)), .json)
    let told = exercised.matches(of: /"at" : "2026-10-0(\d)T\S+\s+"step" : "shop.s(\d)"/).map { "\($0.1)\($0.2)" }
    #expect(told == (1...9).map { "\($0)\($0)" })
    let unknown = try Self.render(.unknown, .json)
    #expect(unknown.contains("\"isKnown\" : false") && !unknown.contains("\"earlier\""))
  }

  @Test func `of many steps programs are told those that changed most`() throws {
    let steps = (0..<150).map { Story.step("s\($0)", .install) }
    let shop = PlannedRunbook(name: "shop", title: "Shop", path: "shop.yaml")
    var story = Story(Story.plan([shop], [], steps))
    try story.open()
    for number in 0..<150 {
      let start = Double(number * 10)
      let took = 1 + Double(number) / 100
      try story.run("s\(number)", from: start, to: start + took)
    }
    let then = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, Duration.milliseconds(900)) })
    let run = EarlierRun(
      id: RunID("earlier"), mode: .drill, started: PastStory.day("2026-08-21"), duration: nil, verdict: .passed,
      services: [], steps: then)
    let document = ReportDocument(summary: story.summary, past: ReportPast(earlier: [run]))
    let text = String(decoding: try RunReport.render(document, as: .json), as: UTF8.self)
    let told = text.split(separator: "\"stepChanges\"")[1].matches(of: /"step" : "shop.s(\d+)"/).compactMap {
      Int($0.1)
    }
    #expect(Array(told.prefix(100)) == Array((50..<150).reversed()))
    #expect(!text.split(separator: "\"stepChanges\"")[1].prefix { $0 != "]" }.contains("shop.s49\""))
  }

  @Test func `without earlier runs there is nothing to compare`() throws {
    let text = try Self.render(ReportPast())
    #expect(!text.contains("## Compared with") && !text.contains("## Changed since"))
    #expect(text.contains("| cutover | by the plan | only in an incident | never |"))
    let page = try Page(Self.render(ReportPast(), .html))
    #expect(!page.elements.contains { $0.attributes["id"] == "comparison" || $0.attributes["id"] == "changes" })
  }

  @Test func `records that can't be used are said to be so, and nothing is said to be never`() throws {
    let text = try Self.render(.unknown)
    #expect(text.contains("What earlier runs measured is not known: their records can't be used now."))
    #expect(text.contains("| cutover | by the plan | only in an incident | not known |"))
    #expect(!text.contains("never |") && !text.contains("| Run | Verdict |"))
  }

  @Test func `that nothing was changed is worth a sentence`() throws {
    let since = ChangesSince(run: RunID("20260821-070000-shop"), started: PastStory.day("2026-08-21"), changes: [])
    #expect(
      try Self.render(ReportPast(changes: since)).contains(
        "Nothing was changed since the drill of 2026-08-21 (20260821-070000-shop): neither"))
  }

  @Test func `what can't be compared is said with its reason`() throws {
    var since = PastStory.changes
    since.changes = []
    since.obstacle = "<plan> is gone"
    let text = try Self.render(ReportPast(changes: since))
    #expect(text.contains("since the drill of 2026-08-21 can't be told: \\<plan\\> is gone"))
    #expect(!text.contains("Nothing was changed"))
  }

  @Test(arguments: [
    (95.8, "shop: 1m 12s faster than in the drill of 2026-08-21."),
    (11.8, "shop: 12.0s slower than in the drill of 2026-08-21."),
    (23.81, "shop took as long as in the drill of 2026-08-21."),
    (nil, "shop was not measured in the runs before this one."),
  ])
  func `a service's time is compared in words`(then: Double?, words: String) throws {
    let past = ReportPast(earlier: [PastStory.run("a", .drill, "2026-08-21", then, .passed)])
    #expect(try Self.render(past).contains("\n\(words)\n"))
  }

  @Test func `a drill is rather compared with a drill than with the incident after it`() throws {
    let text = try Self.render()
    #expect(text.contains("shop: 1m 12s faster than in the drill of 2026-08-21."))
    #expect(
      text.contains("| shop | incident of 2026-10-01 (20261001-070000-shop) | recovered, target missed | 51m 40s |"))
  }

  @Test func `five earlier runs are shown, and three steps`() throws {
    let runs = (1...9).map { PastStory.run("run-\($0)", .drill, "2026-08-0\($0)", 50, .passed, load: 20, orders: 5) }
    let text = try Self.render(ReportPast(earlier: runs))
    #expect(text.contains("(run-5)") && !text.contains("(run-6)"))
    let changed = text.split(separator: "\n").drop { !$0.hasPrefix("The steps whose time changed most") }
    #expect(
      changed.dropFirst().prefix { $0.hasPrefix("|") }.dropFirst(2).map { $0.prefix { $0 != "(" } } == [
        "| Load the dump into the database ", "| Closed months hold the orders they held ",
        "| Make an empty database server ",
      ])
  }

  @Test func `a run that broke off early is not what steps are compared with`() throws {
    var early = PastStory.run("early", .drill, "2026-09-01", nil, .failed)
    early.steps = [StepID("shop", "tools"): .seconds(100)]
    let later = PastStory.run("whole", .drill, "2026-08-21", 30, .passed)
    let text = try Self.render(ReportPast(earlier: [early, later]))
    #expect(text.contains("The steps whose time changed most since the drill of 2026-08-21:"))
    #expect(!text.contains("1m 40s"))
  }

  @Test func `a site's own words and dates are used`() throws {
    let book = Phrasebook([
      "Compared with the last runs": "Vergleich mit den letzten Läufen", "drill of {1}": "Übung vom {1}",
      "this run took {1} less": "dieser Lauf brauchte {1} weniger", "{1}: {2} faster than in the {3}.": "{1}: {3} −{2}",
      "{1} was added": "{1} kam hinzu", "never": "nie", "Steps": "Schritte", "passed": "bestanden",
    ])
    let look = ReportLook(say: book, dates: .points)
    let text = try Self.render(look: look)
    #expect(text.contains("## Vergleich mit den letzten Läufen\n\nshop: Übung vom 21.08.2026 −1m 12s\n"))
    #expect(text.contains("dieser Lauf brauchte 1m 12s weniger |"))
    #expect(text.contains("- templates/nginx.conf kam hinzu\n"))
    #expect(text.contains("## Schritte\n"))
    #expect(text.contains("| only in an incident | 01.10.2026 |"))
    #expect(try Self.render(ReportPast(), look: look).contains("| only in an incident | nie |"))
  }

  @Test func `hostile names of the past stay text`() throws {
    var past = PastStory.past
    past.changes?.changes = [ChangesSince.Change(.changed, file: "<img src=x>|\u{202E}\n# x")]
    let page = try Page(Self.render(past, .html))
    #expect(page.problem == nil && page.count("img") == 0 && page.text.contains("<img src=x>"))
    #expect(try Self.render(past).contains("- \\<img src=x\\>\\| \\# x was changed\n"))
  }
}
