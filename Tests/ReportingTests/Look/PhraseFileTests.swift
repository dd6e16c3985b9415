import RunbookModel
import Testing

@testable import Reporting

struct PhraseFileTests {
  @Test(
    arguments: [
      ("", "1:1: expected {"), ("{ a }", "1:3: expected a text"), (#"{ "a" "b" }"#, "1:7: expected :"),
      (#"{ "a": 1 }"#, "1:8: expected a text"), ("{ \"a\": \"b\"\n  \"c\": \"d\" }", "2:3: expected , or }"),
      (#"{ "a": "b", }"#, "1:13: expected a text"), (#"{ "a": "b" } x"#, "1:14: nothing may stand"),
      ("{ \"a\": \"b\n\" }", "1:10: a text ends in its line"), (#"{ "a": "\q" }"#, "1:10: \\q is no escape"),
      (#"{ "a": "\u00g0" }"#, "1:13: expected four digits"), (#"{ "a": "\ud83d" }"#, "1:15: half a character"),
      (#"{ "a": "b"#, "1:10: the text has no closing"), (#"{ "a": "\"#, "1:10: the text has no closing"),
    ])
  func `whatever is wrong with a file of phrases has a place`(text: String, words: String) throws {
    let fault = #expect(throws: PhraseFile.Fault.self) { try PhraseFile.entries(of: text) }
    let told = fault.map { "\($0.place.line):\($0.place.column): \($0.message)" }
    #expect(told?.hasPrefix(words) == true, "\(told ?? "")")
  }

  @Test func `a file of phrases is read as JSON has it`() throws {
    let text = "\n{\"a {1}\" : \"\\u00e4\\ud83d\\ude00\\n\\/\",\n \"b\":\"\"}\n"
    let entries = try PhraseFile.entries(of: text)
    #expect(entries.map(\.key) == ["a {1}", "b"])
    #expect(entries.map(\.text) == ["ä😀\n/", ""])
    #expect(entries.last?.keyPlace == PhraseFile.Place(line: 3, column: 2))
    #expect(entries.last?.textPlace == PhraseFile.Place(line: 3, column: 6))
    #expect(try PhraseFile.entries(of: "{}").isEmpty)
  }
}
