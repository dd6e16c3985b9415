import Testing

@testable import StepExecutors

struct JobOutputsTests {
  @Test(arguments: [
    ("a=1\nb=2\n", ["a": "1", "b": "2"]), ("b=x=y\na=0\nother=3\n", ["a": "0", "b": "x=y"]),
    ("a<<END\none\ntwo\nEND\nb=1", ["a": "one\ntwo", "b": "1"]), ("a=1\na=2\nb=3\n", ["a": "2", "b": "3"]),
    ("a<<EOF\nb=9\nEOF\nb=1\n", ["a": "b=9", "b": "1"]), ("noise\n\na=1\nb=1\n", ["a": "1", "b": "1"]),
    ("other<<X\na=5\nX\na=1\nb= 2 \n", ["a": "1", "b": " 2 "]),
  ])
  func `declared outputs are taken`(_ text: String, _ values: [String: String]) {
    let outputs = JobOutputs(Array(text.utf8), declared: ["a", "b"], redactor: nil)
    #expect(outputs.problems.isEmpty)
    #expect(outputs.values == values)
  }

  @Test(arguments: [
    ("a=1\n", "b did not come"), ("a=1\nb=\n", "b is empty"), ("a=1\nb<<END\nx\n", "no such line closes it"),
    ("a=1\nb=x\0y\n", "NUL"), ("a=1\nb=the secret-word\n", "holds the secret s"), ("a=1\nb= \t\n", "b is empty"),
    ("a=1\nb=\(String(repeating: "x", count: 128_001))\n", "128001 bytes"),
    ("a=1\nb=2\nc=\(String(repeating: "x", count: 1 << 20))\n", "more than"),
  ])
  func `what is wrong with an output fails the step`(_ text: String, _ problem: String) {
    let redactor = SecretRedactor([NamedValue("s", "secret-word")])
    let outputs = JobOutputs(Array(text.utf8), declared: ["a", "b"], redactor: redactor)
    #expect(outputs.values.isEmpty)
    #expect(outputs.problems.count == 1 && outputs.problems.allSatisfy { $0.contains(problem) }, "\(outputs.problems)")
  }

  @Test func `a job that left no file is told which outputs are missing`() {
    #expect(JobOutputs(nil, declared: ["a", "b"], redactor: nil).problems.count == 2)
    #expect(JobOutputs(nil, declared: [], redactor: nil).problems.isEmpty)
    #expect(
      JobOutputs([0x61, 0x3d, 0xff, 0x0a], declared: ["a"], redactor: nil).problems == [
        "The output a is not UTF-8 text."
      ])
  }

  @Test(arguments: [
    ("progress=1/2\n", 1), ("progress=1/2\nprogress=2/2\n", 2), ("progress=1/2\nprogress=9/2\n", 1),
    ("progress=1/2\nprogress=2", 1), ("downloading\r\nprogress=1/2\n", 1),
    ("progress=x\n", nil), ("", nil),
  ])
  func `the last whole progress counts`(_ text: String, _ done: Int?) {
    #expect(JobProgress(Array(text.utf8))?.done == done)
  }
}
