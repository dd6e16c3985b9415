import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// How a site's readiness reads.
struct SiteTextTests {
  @Test func `the verdict names what isn't ready, and why`() {
    let all = [
      Known.judged("database") {
        $0.changes = .known(
          Change.all(
            from: [Known.ingredient("templates/postgresql.conf", "a")],
            to: [Known.ingredient("templates/postgresql.conf", "b")]))
      }, Known.judged("web"), Known.judged("router"),
    ]
    #expect(
      SiteText.verdict(all, site: "Call centre")
        == "Call centre: 2 of 3 services are ready; database needs verification: templates/postgresql.conf changed since "
        + "2026-11-02")
    #expect(SiteText.verdict([all[1]], site: "Call centre") == "Call centre: 1 of 1 service is ready")
  }

  @Test func `a service with several runbooks is ready when all of them are`() {
    let both = [
      Known.judged { $0.isOneOfSeveral = true },
      Known.judged {
        $0.isOneOfSeveral = true
        $0.standing = .readable(path: "r/failover.yaml")
        $0.drills = []
      },
    ]
    #expect(
      SiteText.verdict(both, site: "S") == "S: 0 of 1 service is ready; database (failover.yaml) was never drilled")
  }

  @Test(arguments: [60, 80, 100]) func `no line is wider than the terminal`(width: Int) {
    let long = String(repeating: "a-very-long-name", count: 4)
    let services = [
      Known.judged(), Known.judged(long) { $0.drillPeople = [String(repeating: "\u{1B}[31m名", count: 60)] },
      Known.judged("x") { $0 = ServiceFacts(service: $0.service, standing: .noRunbook) },
    ]
    let lines = ServiceTable(services, width: width).lines(look: ReadinessLook(colours: false))
    #expect(lines.count == 7)
    for line in lines {
      #expect(DisplayWidth.of(line) <= width && !line.contains("\u{1B}"), "\(line)")
    }
  }

  @Test func `who was in an incident is told apart from who has drilled`() {
    let services = [
      Known.judged {
        $0.drills = [Known.drill(), Known.drill()]
        $0.drillPeople = ["anna"]
        $0.incidents = [Known.time("2026-11-05T03:00:00Z")]
        $0.incidentPeople = ["anna", "matthew"]
      },
      Known.judged("web") {
        $0.drills = []
        $0.drillPeople = []
        $0.incidents = [Known.time("2026-11-05T03:00:00Z"), Known.time("2026-10-05T03:00:00Z")]
        $0.incidentPeople = ["matthew"]
      },
    ]
    let lines = ServiceTable(services, width: 80).lines(look: ReadinessLook(colours: false))
    #expect(
      lines[2...3] == [
        "  drilled twice by anna, last 2026-11-02 · database.yaml · backup seen 2h ago",
        "  in an incident: anna, matthew, last 2026-11-05",
      ])
    #expect(lines[5...6] == ["  web.yaml · backup seen 2h ago", "  in 2 incidents: matthew, last 2026-11-05"])
  }

  @Test func `a table shows each service on two lines`() {
    let services = [
      Known.judged(), Known.judged("web") { $0.drills = [Known.drill(.failed, .seconds(100 * 86_400), rta: nil)] },
    ]
    let expected = """
      SERVICE   READY  LAST DRILL   RTA/RTO      BACKUP/RPO  PRECHECK  NEXT DRILL
      database  yes    passed 19d   12m 05s/30m  5h/24h      ok 2h     2027-01-31
        drilled once by anna, root, last 2026-11-02 · database.yaml · backup seen 2h …
      web       NO     failed 100d  –/30m        5h/24h      ok 2h     now
        drilled once by anna, root, last 2026-08-13 · web.yaml · backup seen 2h ago
      """
    let lines = ServiceTable(services, width: 80).lines(look: ReadinessLook(colours: false))
    #expect(lines.joined(separator: "\n") == expected)
  }
}
