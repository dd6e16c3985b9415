import RunbookModel
import Testing

@testable import Expressions

struct RowTableJSONTests {
  @Test func `a table is a list of objects whose values are texts or null`() {
    let table = RowTable(columns: ["n", "say \"x\""], rows: [["1", nil], ["\u{1}\n\\", "ü"]])
    #expect(table.json == #"[{"n":"1","say \"x\"":null},{"n":"\u0001\u000a\\","say \"x\"":"ü"}]"#)
  }

  @Test func `json looks into the rows`() throws {
    let observation = Observation(output: "1,2\n", table: RowTable(columns: ["a", "b"], rows: [["1", nil]]))
    for (path, value) in [("[0].a", "1"), ("[0].b", "null")] {
      let text = SourceText(path, start: SourceLocation(file: "test.yaml", line: 1, column: 1))
      let parsed = try #require(JSONPath.parse(text).0)
      #expect(Matchers.json(parsed, equals: value, observation) == nil)
      #expect(Matchers.json(parsed, equals: "other", observation) != nil)
    }
  }
}
