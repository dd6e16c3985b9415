import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

struct DrillCalendarTests {
  private func time(_ text: String) throws -> WallTime { try #require(WallTime(text)) }

  private func calendar(_ service: String, last: String?, due: String) throws -> String {
    DrillCalendar(
      drills: [
        DrillCalendar.Drill(
          site: "Call centre, head office", service: service, tier: .critical, rto: .seconds(1_800),
          last: try last.map(time), due: try time(due))
      ], now: try time("2026-11-22T00:30+01:00")
    ).text
  }

  private func unfolded(_ text: String) -> [String] {
    text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test func `a due drill is an event of the whole day`() throws {
    let lines = unfolded(try calendar("shop", last: "2026-10-02T10:00+02:00", due: "2026-12-31T09:00+01:00"))
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
    #expect(lines.contains("DTSTART;VALUE=DATE:20261231") && lines.contains("DTEND;VALUE=DATE:20270101"))
    #expect(lines.contains("DTSTAMP:20261121T233000Z"))
    #expect(lines.contains("SUMMARY:Drill shop"))
    #expect(lines.contains { $0.hasPrefix("DESCRIPTION:Call centre\\, head office: shop\\, ") && $0.contains("\\n") })
  }

  @Test func `an overdue drill stays on its day and says so, and one that never was is due today`() throws {
    let late = unfolded(try calendar("shop", last: "2026-07-02T10:00+02:00", due: "2026-11-21T09:00+01:00"))
    #expect(late.contains("DTSTART;VALUE=DATE:20261121") && late.contains("SUMMARY:Drill shop: overdue"))
    let today = unfolded(try calendar("shop", last: "2026-07-02T10:00+02:00", due: "2026-11-22T00:10+01:00"))
    #expect(today.contains("SUMMARY:Drill shop"))
    let never = unfolded(try calendar("shop", last: nil, due: "2026-11-22T00:30+01:00"))
    #expect(never.contains("SUMMARY:Drill shop: never drilled"))
    let failed = DrillCalendar.Drill(
      site: "s", service: "shop", tier: .critical, rto: .seconds(1_800), last: nil,
      due: try time("2026-11-22T00:30+01:00"), isDrilled: true)
    let lines = unfolded(DrillCalendar(drills: [failed], now: try time("2026-11-22T00:30+01:00")).text)
    #expect(lines.contains("SUMMARY:Drill shop: never recovered"))
  }

  @Test func `the event of a service keeps its name when its day moves`() throws {
    func id(_ service: String, _ due: String) throws -> String? {
      unfolded(try calendar(service, last: nil, due: due)).first { $0.hasPrefix("UID:") }
    }
    let first = try #require(try id("shop", "2026-12-31T09:00Z"))
    #expect(try first == id("shop", "2027-03-31T09:00Z"))
    #expect(try first != id("mail", "2026-12-31T09:00Z"))
  }

  @Test func `no line is longer than 75 octets, no character is torn, and no text breaks out of its line`() throws {
    let name = String(repeating: "Fax ☎️ ☎️;,\\", count: 12) + "\r\nEND:VEVENT\u{7}"
    let text = try calendar(name, last: nil, due: "2026-11-22T00:30+01:00")
    for line in text.split(separator: "\r\n") {
      #expect(line.utf8.count <= 75 && !line.contains("\n"), "\(line)")
    }
    #expect(text.split(separator: "\r\n").filter { $0 == "END:VEVENT" }.count == 1)
    let summary = try #require(unfolded(text).first { $0.hasPrefix("SUMMARY:") })
    #expect(summary.contains("Fax ☎️ ☎️\\;\\,\\\\Fax") && summary.contains("\\nEND:VEVENT:"))
  }
}
