import RunbookLoading
import RunbookModel
import Testing

struct LargeRunbookTests {
  @Test func `a runbook of thousands of steps loads in little time`() throws {
    var text = "runbook: large\ninstall:\n  - id: step-0\n    run: ./work\n    outputs: [value]\n"
    for number in 1..<3_000 {
      text += """
          - id: step-\(number)
            run: ./work "$value"
            needs: [step-\(number - 1)]
            with: { value: "{{ steps.step-\(number - 1).value }}" }
            outputs: [value]

        """
    }
    text += "verify:\n  - id: proof\n    run: cat proof\n    expect: { lines: 1 }\n"
    let clock = ContinuousClock()
    let files = FileSource(texts: ["large.yaml": text])
    var messages: [String] = []
    let time = clock.measure { messages = RunbookLoader.load(runbook: "large.yaml", files: files).1.map(\.message) }
    #expect(messages == [])
    #expect(time < .seconds(20), "\(time)")
  }
}
