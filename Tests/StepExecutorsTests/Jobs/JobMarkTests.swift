import Testing

@testable import StepExecutors

/// Job folders stand where their jobs can write, so whatever is in their files is read or refused.
struct JobMarkTests {
  @Test(arguments: ["inf", "-inf", "nan", "1e300", "9223372037", "0x1p999", "-1", "0", "", "x"])
  func `an end at a time that no clock shows is an end without a time`(_ uptime: String) throws {
    let record = try #require(JobRecord("exit 3 \(uptime) end\n"))
    #expect(record.end == .exited(3) && record.boot == nil)
  }

  @Test func `an end has the time that its shell gave`() {
    #expect(JobRecord("timeout 0 12.5 end\n")?.boot == 12_500_000_000)
    #expect(JobRecord("exit 99999999999 1.0 end\n") == nil)
  }

  @Test(arguments: [
    "-1 0 0 0 0 end\n", "0 -1 0 0 0 end\n", "0 0 0 -1 0 end\n", "0 0 0 9223372036854775807 0 end\n", "0 0 0 0 end\n",
    "0 0 0 0 0 0 end\n", "0 0 0 0 99999999999999999999 end\n", "0 0 0 0 0 end", "",
  ])
  func `a position that no log can have is none`(_ line: String) { #expect(LogPosition(line) == nil) }

  @Test func `a position comes back from its line`() {
    var position = LogPosition()
    position.consumed = 1 << 40
    position.lost = 7
    #expect(LogPosition(position.line) == position)
    #expect(position.line.utf8.count == LogPosition().line.utf8.count)
  }
}
