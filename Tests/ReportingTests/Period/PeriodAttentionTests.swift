import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct PeriodAttentionTests {
  /// A quarter in which all is well.
  private func quarter(_ runs: PeriodService.Measured..., made: String? = nil) -> PeriodDocument {
    var document = Periods.quarter
    let drill = Periods.drill("2026-10-10", 20)
    document.services = [
      Periods.service("shop", runs: [drill] + runs), Periods.service("wiki", runs: [drill]),
    ]
    document.findings = []
    if let made { document.made = Periods.time(made) }
    return document
  }

  private func head(_ document: PeriodDocument) -> [String] {
    let words = PeriodWords(document: document)
    return [words.headline, words.tone, words.mark]
  }

  private func sentences(_ document: PeriodDocument) -> [String] { PeriodWords(document: document).sentences }

  @Test func `a quarter in which all is well is green`() {
    #expect(head(quarter()) == ["No service needs attention", "good", "✓"])
    #expect(
      sentences(quarter()) == [
        "2 of 2 services were drilled in Q4 2026.",
        "No drill is overdue, and every service met its targets in its last drill.",
      ])
  }

  @Test(
    arguments: [
      (95.0, .targetMissed, "bad", "Verified in an incident, and a target was missed: shop."),
      (nil, .failed, "bad", "Not verified in an incident: shop."),
      (nil, nil, "warn", "In an incident that is not over: shop."),
    ] as [(Double?, Verdict?, String, String)])
  func `an incident that ended badly or goes on asks for attention, whatever the last drill was`(
    minutes: Double?, verdict: Verdict?, tone: String, sentence: String
  ) {
    let incident = Periods.drill("2026-10-08", minutes, mode: .incident, verdict: verdict)
    let document = quarter(incident)
    #expect(head(document).prefix(2) == ["1 of 2 services needs attention", tone])
    #expect(sentences(document).dropFirst() == [sentence])
  }

  @Test func `an incident in time asks for nothing`() {
    #expect(head(quarter(Periods.drill("2026-10-12", 20, mode: .incident)))[1] == "good")
  }

  @Test func `a target that was missed and met since is told`() {
    var document = quarter()
    document.services[0].runs.insert(Periods.drill("2026-10-05", 40, verdict: .targetMissed), at: 0)
    #expect(
      sentences(document).contains(
        "A drill of the period missed a target or did not verify the service, and the last one met all: shop."))
  }

  @Test func `severe findings that are open ask for attention by name`() {
    var document = quarter()
    document.findings = [Periods.finding(1, due: nil), Periods.finding(2, due: "2026-11-01", .accepted)]
    #expect(head(document) == ["1 severe finding is open", "warn", "!"])
    #expect(sentences(document).contains("Open, and severe or critical: “finding 1”."))
    document.findings += [3, 4, 5].map { Periods.finding($0, due: "2026-12-0\($0)") }
    #expect(head(document)[0] == "4 severe findings are open")
    #expect(
      sentences(document).contains("Open, and severe or critical: “finding 3”, “finding 4”, “finding 5” and 1 more."))
    document.findings = document.findings.map { finding in
      var finding = finding
      finding.severity = .moderate
      return finding
    }
    #expect(head(document)[1] == "good")
  }

  @Test func `a period that has not begun is neither good nor bad`() {
    var document = quarter(made: "2026-09-30T23:59+02:00")
    document.services[1].runs = []
    #expect(head(document) == ["Q4 2026 has not begun", "", "–"])
    #expect(sentences(document) == ["Nothing of it can be known yet: it begins on 2026-10-01."])
  }

  @Test func `a period without a run is not called good`() {
    var document = quarter()
    document.runs = []
    document.services = document.services.map { service in
      var service = service
      service.runs = []
      return service
    }
    #expect(head(document) == ["No drill and no incident in Q4 2026", "", "–"])
    document.services[0].due = .on(Periods.time("2026-10-01T10:00+02:00"))
    #expect(head(document).prefix(2) == ["1 of 2 services needs attention", "warn"])
  }

  @Test func `a service that came back in a set that failed has its time, and is due all the same`() {
    var document = Periods.quarter
    let alone = Periods.drill("2026-11-10", 20, verdict: .failed, rpa: .seconds(60))
    document.services = [
      Periods.service("shop", runs: [alone], due: .now),
      Periods.service("wiki", runs: [alone], due: .on(Periods.time("2026-10-21T12:00+02:00"))),
      Periods.service("mail", runs: [Periods.drill("2026-11-10", nil, verdict: .failed)], due: .now),
    ]
    let words = document.services.map { PeriodServiceWords(service: $0, document: document) }
    #expect([words[0].times, words[0].timeWords, words[0].lastWords] == ["20m 00s", "met", "verified, target met"])
    #expect([words[0].dataAge, words[0].dataWords] == ["1m 00s", "met"])
    let note = "its last drill did not recover as a whole"
    #expect(words.map(\.dueNote) == [note, "since 2026-10-21; \(note)", ""])
    #expect(
      sentences(document).contains("Due for a drill now, for want of one that recovered as a whole: shop, mail."))
    #expect(words[2].times == "not measured")
  }

  @Test func `services of one name are told apart by their sites`() {
    var document = Periods.quarter
    let lost = Periods.drill("2026-10-10", nil, verdict: .failed)
    document.services = ["prices", "prices", "mail"].map { name in
      Periods.service(ServiceName(name), runs: [lost], standing: .unknown)
    }
    for (place, site) in ["Lindau", "Bregenz", "Lindau"].enumerated() { document.services[place].site = site }
    #expect(
      sentences(document).contains("Not verified in the last drill: prices (Lindau), prices (Bregenz), mail."))
  }

  @Test func `money is rounded and written as in the report of a run`() throws {
    var document = Periods.everyday(.standard)
    #expect(try Periods.text(document).contains("| about 2\u{202F}860 EUR |"))
    document.look = GermanReportTests.look
    #expect(try Periods.text(document).contains("| etwa 2\u{202F}860 EUR |"))
  }
}
