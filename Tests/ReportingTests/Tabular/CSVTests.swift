import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct CSVTests {
  /// The fields of RFC 4180, read by other code than writes them; nil for what is no such table.
  static func read(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        guard field.isEmpty else { return nil }
        while let inner = rest.popFirst() {
          guard inner == "\"" else {
            field.append(inner)
            continue
          }
          guard rest.first == "\"" else { break }
          field.append(rest.removeFirst())
        }
        guard rest.first == "," || rest.first == "\r" else { return nil }
      case ",":
        row.append(String(field))
        field = String.UnicodeScalarView()
      case "\r":
        guard rest.popFirst() == "\n" else { return nil }
        rows.append(row + [String(field)])
        row = []
        field = String.UnicodeScalarView()
      case "\n": return nil
      default: field.append(scalar)
      }
    }
    return row.isEmpty && field.isEmpty ? rows : nil
  }

  @Test(arguments: Stories.names) func `every table is one of RFC 4180, with a line for each thing`(story: String)
    throws
  {
    let summary = try Stories.named(story)
    for (format, count) in [(ReportFormat.steps, summary.steps.count), (.services, summary.services.count)] {
      let rows = try #require(Self.read(try Story.report(summary, as: format)), "\(format)")
      #expect(rows.count == count + 1)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      for field in rows.dropFirst().joined() {
        let first = field.unicodeScalars.first { !$0.properties.isWhitespace }
        let isNumber = Double(field) != nil
        #expect(isNumber || first.map { "=+-@".unicodeScalars.contains($0) } != true, "\(field)")
      }
    }
  }

  @Test(arguments: ["incident", "people"]) func `tables read as somebody found them good`(story: String) throws {
    try Golden.expect(try Story.report(Stories.named(story), as: .steps), named: "\(story).steps.csv")
    try Golden.expect(try Story.report(Stories.named(story), as: .services), named: "\(story).services.csv")
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "' =1"), (" =1", "' =1"),
      ("\n=1", "\"'\n=1\""), ("a=1", "a=1"), ("a,b", "\"a,b\""), ("say \"a\"", "\"say \"\"a\"\"\""),
      ("\u{1B}[1m", "\u{FFFD}[1m"), ("＝1", "'＝1"), ("", ""),
      ("a\"\u{301},=1", "\"a\"\"\u{301},=1\""),
    ])
  func `no text of a table is computed`(text: String, written: String) {
    var sheet = CSVText(header: ["a"])
    sheet.append([.text(text)])
    #expect(sheet.text == "a\r\n\(written)\r\n")
  }

  @Test(
    arguments: [
      (Duration.zero, "0"), (.seconds(5), "5"), (.milliseconds(23_800), "23.8"), (.nanoseconds(1), "0.000000001"),
      (.seconds(-5), "-5"), (.milliseconds(-500), "-0.5"), (.seconds(400_000), "400000"),
    ])
  func `seconds are plain decimal numbers`(time: Duration, written: String) { #expect(time.secondsText == written) }
}
