import Testing

@testable import StepExecutors

/// What a failed job said last.
struct LastLineTests {
  @Test(arguments: [
    ("one\ntwo\n", "two"), ("one\ntwo\n\n \t\n", "two"), ("\u{1B}[31merror:\u{1B}[0m no\tdisk\r\n", "error: no disk"),
    ("\u{1B}]0;title\u{7}gone\u{8}\u{202E}", "gone"), ("50%\r100%", "100%"), ("  both  ", "both"),
    ("/run/h/1/supervisor: 1: /run/h/1/script: cannot create /srv/x", "cannot create /srv/x"),
    ("/run/h/1/script: 12: cp: not found", "cp: not found"), ("see /run/h/1/script: it", "see /run/h/1/script: it"),
  ])
  func `it is the last line that says something, and can do nothing to a terminal`(log: String, last: String) {
    #expect(LastLine.shown(in: Array(log.utf8)[...], isWhole: true) == last)
  }

  @Test func `a log that says nothing has none`() {
    for log in ["", "\n\n", "\u{1B}[2J\n"] { #expect(LastLine.shown(in: Array(log.utf8)[...], isWhole: true) == nil) }
  }

  @Test func `what is long is cut, and a beginning that is missing is told`() {
    let long = Array(String(repeating: "x", count: 500).utf8)[...]
    #expect(LastLine.shown(in: long, isWhole: true) == String(repeating: "x", count: 200) + "…")
    #expect(LastLine.shown(in: long.prefix(3), isWhole: false) == "…xxx")
    #expect(LastLine.shown(in: Array("xx\nyy".utf8)[...], isWhole: false) == "yy")
  }
}
