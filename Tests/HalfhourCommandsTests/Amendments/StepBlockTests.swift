import RunbookModel
import Testing

@testable import HalfhourCommands

/// A step's own lines in a runbook, out and in again.
struct StepBlockTests {
  private static let runbook = """
    runbook: shop
    restore:
      # The first.
      - id: load
        run: |
          one

          two
      # below the step
        timeout: 5s

      - id: next
        run: "true"
    verify:
      - { id: see, run: "true" }
    """

  private static func block(_ line: Int, _ column: Int) throws -> StepBlock {
    try #require(StepBlock(at: SourceLocation(file: "shop.yaml", line: line, column: column), in: runbook))
  }

  @Test func `a step is its lines without the indentation that they share`() throws {
    #expect(
      try Self.block(4, 5).text == "id: load\nrun: |\n  one\n\n  two\n# below the step\ntimeout: 5s\n")
    #expect(try Self.block(12, 5).text == "id: next\nrun: \"true\"\n")
    #expect(try Self.block(15, 5).text == "{ id: see, run: \"true\" }\n")
  }

  @Test(arguments: [(4, 5), (12, 5), (15, 5)])
  func `what is put back as it was changes nothing but the indentation of comments`(line: Int, column: Int) throws {
    let block = try Self.block(line, column)
    let back = block.replaced(by: block.text)
    #expect(back.replacing("    # below", with: "  # below") == Self.runbook)
  }

  @Test func `another text takes the step's place, and comments fill it up to a length`() throws {
    let back = try Self.block(12, 5).replaced(by: "id: next\n# why\nrun: |\n  false\n\n\n", lines: 6)
    #expect(
      back.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(11).prefix(7)
        == ["  - id: next", "    # why", "    run: |", "      false", "#", "#", "verify:"])
  }

  @Test func `a step that shares its line has no lines of its own`() {
    let text = "verify: [{ id: a, run: x }, { id: b, run: y }]"
    #expect(StepBlock(at: SourceLocation(file: "f", line: 1, column: 10), in: text) == nil)
    #expect(StepBlock(at: SourceLocation(file: "f", line: 9, column: 1), in: text) == nil)
  }

  @Test func `what was wrong is shown on top, and gone again before the text is read`() {
    let shown = EditorSession.errors("load:2:1: error: no\nrnu: x\n^") + "id: load\n# error in the log\n"
    #expect(shown.hasPrefix("# error: load:2:1: error: no\n# error: rnu: x\n# error: ^\nid: load\n"))
    #expect(EditorSession.withoutErrors(shown) == "id: load\n# error in the log\n")
  }
}
