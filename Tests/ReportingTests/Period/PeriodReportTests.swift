import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct PeriodReportTests {
  @Test(arguments: PeriodReport.Format.allCases)
  func `a quarter is reported as it was read once`(format: PeriodReport.Format) throws {
    let name = "quarter.\(format == .markdown ? "md" : format.rawValue)"
    // The page's style is not what was read.
    let text = try Periods.text(Periods.quarter, as: format)
    let parts = format == .html ? text.components(separatedBy: "</style>") : [text]
    try Golden.expect(try #require(parts.last), named: name)
  }

  @Test func `a trend is told with its cause`() {
    #expect(
      Periods.trend(Periods.database) == "12% slower than in Q3 2026: restore grew by 41 GB and took 3m 00s longer.")
    var faster = Periods.database
    (faster.runs, faster.earlier) = (faster.earlier, faster.runs)
    #expect(
      Periods.trend(faster) == "11% faster than in Q3 2026: restore shrank by 41 GB and took 3m 00s less.")
    faster.runs = faster.runs.map { run in
      var run = run
      run.bytesRestored = nil
      return run
    }
    #expect(Periods.trend(faster) == "11% faster than in Q3 2026: restore took 3m 00s less.")
    faster.runs = faster.earlier
    #expect(Periods.trend(faster) == "About as fast as in Q3 2026: median 22m 24s, 22m 24s then.")
  }

  @Test func `one drill on a side is no trend, and an incident or a failed drill is no measure of one`() {
    var service = Periods.database
    service.earlier[1].mode = .incident
    #expect(Periods.trend(service) == "Too few drills to speak of a trend.")
    service = Periods.database
    (service.runs[0].verdict, service.runs[0].isVerified) = (.failed, false)
    #expect(Periods.trend(service) == "Too few drills to speak of a trend.")
    service.runs = []
    #expect(Periods.trend(service).isEmpty)
  }

  @Test(
    arguments: [
      ("2026-11-23T10:00+01:00", "2026-11-23", ""), ("2026-11-22T10:00+01:00", "due today", ""),
      ("2026-11-22T23:00+01:00", "due today", ""), ("2026-11-21T23:00+01:00", "overdue by 1 day", "since 2026-11-21"),
      ("2026-11-21T10:00+01:00", "overdue by 1 day", "since 2026-11-21"),
      ("2026-10-21T12:00+02:00", "overdue by 32 days", "since 2026-10-21"),
    ])
  func `a due drill is told in words`(due: String, words: String, note: String) {
    let service = Periods.service("shop", due: .on(Periods.time(due)))
    let said = PeriodServiceWords(service: service, document: Periods.quarter)
    #expect((said.due, said.dueNote) == (words, note))
    #expect(service.isOverdue(at: Periods.made) == words.hasPrefix("overdue"))
  }

  @Test func `without a site nothing is called overdue or covered`() throws {
    var document = Periods.quarter
    (document.site, document.drillEvery, document.coverage) = (nil, nil, nil)
    document.services = [Periods.service("shop", runs: [Periods.drill("2026-10-10", 20)], standing: .unknown)]
    let text = try Periods.text(document)
    #expect(text.contains("No site was found here"))
    #expect(text.contains("Unknown: no site was found here."))
    #expect(text.contains("- Services to drill now: **–**"))
  }

  @Test(arguments: PeriodReport.Format.allCases)
  func `nothing at all is reported, too`(format: PeriodReport.Format) throws {
    let empty = PeriodDocument(span: Periods.span, made: Periods.made)
    let text = try Periods.text(empty, as: format)
    #expect(format == .json || text.contains("No service is known"))
  }

  @Test func `days are named where it is no quarter, and the last one is part of it`() throws {
    var document = Periods.quarter
    document.span.quarter = nil
    let words = PeriodWords(document: document)
    #expect(words.period == "2026-10-01 to 2026-12-31")
    #expect(words.earlier == "the 92 days before")
    #expect(words.days.contains("(UTC+02:00, later UTC+01:00)"))
    #expect(words.made.hasSuffix("the period is not over."))
    document.made = Periods.time("2027-01-01T00:00+01:00")
    #expect(!PeriodWords(document: document).made.contains("not over"))
  }

  @Test func `runs that are not over and clocks that nobody knows measure nothing`() throws {
    var document = Periods.quarter
    document.services = [
      Periods.service(
        "shop",
        runs: [
          Periods.drill("2026-10-10", nil, verdict: nil), Periods.drill("2026-10-11", -3),
          Periods.drill("2026-10-12", nil, verdict: .passedWithConditions),
        ])
    ]
    let words = PeriodServiceWords(service: document.services[0], document: document)
    #expect(words.times == "not measured")
    #expect(words.drills == "1 verified, target met; 1 not verified; 1 not over")
    #expect(try Periods.text(document, as: .html).contains("<svg class=\"trend\""))
  }

  @Test func `a drill that was not measured met nothing`() {
    func words(_ runs: PeriodService.Measured...) -> PeriodServiceWords {
      PeriodServiceWords(service: Periods.service("shop", runs: runs), document: Periods.quarter)
    }
    let met = Periods.drill("2026-10-10", 20, rpa: .seconds(60))
    var unknown = Periods.drill("2026-10-11", nil, verdict: .passedWithConditions)
    unknown.isVerified = true
    unknown.rpoJudgement = .unknown
    #expect((words(met).timeWords, words(met).dataWords) == ("met", "met"))
    #expect((words(met, unknown).timeWords, words(met, unknown).dataWords) == ("", ""))
    #expect((words(unknown).timeTone, words(unknown).lastTone) == ("", "warn"))
    #expect(words(unknown).lastWords == "verified, not measured")
    var document = Periods.quarter
    document.services = [Periods.service("shop", runs: [met, unknown])]
    let said = PeriodWords(document: document)
    #expect(said.tone == "warn" && said.sentences.contains("The last drill did not measure every target: shop."))
  }

  @Test func `a service that came back is not blamed for its run`() {
    var document = Periods.quarter
    let fine = Periods.service("shop", runs: [Periods.drill("2026-10-10", 20, verdict: .failed)])
    let lost = Periods.service("mail", runs: [Periods.drill("2026-10-10", nil, verdict: .failed)])
    document.services = [fine, lost]
    let sentences = PeriodWords(document: document).sentences
    #expect(sentences.contains("Not verified in the last drill: mail."), "\(sentences)")
    let words = document.services.map { PeriodServiceWords(service: $0, document: document).lastWords }
    #expect(words == ["verified, target met", "not verified"])
  }

  @Test func `a risk that is lived with is neither open nor overdue`() throws {
    var document = Periods.quarter
    document.findings = [Periods.finding(1, due: "2026-11-01"), Periods.finding(2, due: "2026-11-01", .accepted)]
    let text = try Periods.text(document)
    #expect(text.contains("- Open findings: **1** (1 overdue; 1 risk accepted)"), "\(text)")
    let parts = text.components(separatedBy: "## Risks accepted")
    #expect(parts.count == 2 && parts[0].contains("| finding 1 |") && !parts[0].contains("| finding 2 |"))
    #expect(parts.last?.contains("| finding 2 | severe | ruth | 2026-11-01 |") == true, "\(text)")
  }

  @Test func `the middle of two amounts lies between them, as of two times`() {
    var service = Periods.database
    service.earlier[0].bytesRestored = 100
    service.earlier[1].bytesRestored = 300
    service.runs[0].bytesRestored = 200
    service.runs[1].bytesRestored = 400
    #expect(service.growth == 100)
    service.runs[1].bytesRestored = nil
    #expect(service.growth == 0)
  }

  @Test func `a list is bounded and says what it leaves out`() throws {
    var document = Periods.quarter
    document.findings = (1...1_000).map { Periods.finding($0, due: nil) }
    document.runs = (1...400).map { number in
      var run = Periods.outage
      run.id = RunID("run-\(number)")
      return run
    }
    let text = try Periods.text(document, as: .html)
    #expect(text.contains("… and 960 more, in the JSON report"))
    #expect(text.contains("… and 360 more, in the JSON report"))
    #expect(text.contains("run-400<") && !text.contains("run-360<"), "the newest are shown")
  }

  @Test func `what others wrote never becomes part of the page`() throws {
    let page = try Periods.text(Periods.quarter, as: .html)
    #expect(!page.contains("<script") && !page.contains("<b>down"))
    #expect(page.contains("&lt;script&gt;"))
    let read = Page(page)
    #expect(read.problem == nil, "\(read.problem ?? "")")
  }

  @Test func `a site leaves sections out, and has its own dates and words`() throws {
    var document = Periods.quarter
    document.look.omit = ["findings", "charts", "coverage"]
    document.look.dates = .points
    document.look.say = Phrasebook(["Q{1} {2}": "{1}. Quartal {2}", "Incidents": "Vorfälle"])
    let page = try Periods.text(document, as: .html)
    #expect(!page.contains("finding 1") && !page.contains("<svg class=\"trend\"") && !page.contains("Steps not"))
    #expect(page.contains("02.11.2026") && page.contains("4. Quartal 2026") && page.contains("Vorfälle"))
  }
}
