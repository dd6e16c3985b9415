import RunbookModel
import StepExecutors
import Testing

@testable import HalfhourCommands

struct HostSectionTests {
  private static let section = HostSection(findings: [
    Found.met("database"),
    Found.met("web") { $0.clockOffset = .seconds(84) },
    Found.without(.unreachable("root@10.99.0.15: ssh: connect to host: Connection timed out", forGood: false), "files"),
    Found.without(.unconfirmed(isOther: false), "phones"),
    HostFindings(host: Found.host("a-host-with-a-long-name", at: nil), meeting: .comesLater),
  ])
  private static let plain = ReadinessLook(colours: false)

  @Test(arguments: [60, 80, 100]) func `five hosts fit the width`(width: Int) {
    let lines = Self.section.lines(width: width, look: Self.plain)
    for line in lines where width >= 80 { #expect(line.count <= width, "\(line)") }
    #expect(lines.contains { $0.contains("LOGIN") } == (width == 100))
    #expect(lines.contains { $0.contains("login 210 ms, round trip 0.8 ms") } == (width < 100))
    let rows = lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty }
    #expect(rows[0].hasPrefix("HOST") && rows[1].hasPrefix("database") && rows[5].hasPrefix("a-host-with-a-l…"))
  }

  @Test func `who is not ready is said first, and then what to do about each`() throws {
    #expect(Self.section.verdict == "2 of 5 NOT READY: files, phones" && !Self.section.isReady)
    let lines = Self.section.lines(width: 100, look: Self.plain)
    let bad = try #require(lines.firstIndex(of: "Not ready:"))
    let good = try #require(lines.firstIndex(of: "Ready, but look at:"))
    #expect(bad < good)
    #expect(
      lines[bad...].contains { $0.hasPrefix("  files: ") } && lines[bad...].contains { $0.hasPrefix("  phones: ") })
    #expect(lines[good...].contains { $0.hasPrefix("  web: its clock is 1m 24s ahead") })
    #expect(!lines.contains { $0.hasPrefix("  database: ") })
  }

  @Test func `colours are shown only where they are wanted`() {
    let lines = Self.section.lines(width: 100, look: ReadinessLook(colours: true))
    #expect(lines.contains { $0.hasPrefix("\u{1B}[1;31mfiles") })
    #expect(!Self.section.lines(width: 100, look: Self.plain).joined().contains("\u{1B}"))
  }

  @Test func `what a host says of itself can't command a terminal`() {
    let section = HostSection(findings: [Found.met("database") { $0.system = "Evil \u{1B}]0;x\u{07}OS" }])
    #expect(!section.lines(width: 100, look: Self.plain).joined().contains("\u{1B}"))
  }

  @Test(arguments: [
    (Duration.milliseconds(-3), "+0.00 s"), (.milliseconds(-20), "-0.02 s"), (.milliseconds(1_250), "+1.25 s"),
    (.seconds(-84), "-84 s"),
  ])
  func `an offset is short`(offset: Duration, text: String) { #expect(offset.offsetText == text) }

  @Test(arguments: [
    (Duration.microseconds(840), "0.8 ms"), (.milliseconds(210), "210 ms"), (.milliseconds(2_140), "2.1 s"),
  ])
  func `a time is short`(time: Duration, text: String) { #expect(time.shortText == text) }
}
