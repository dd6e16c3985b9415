import KnownGood
import RunbookModel
import Testing

@Suite struct KnownGoodQuestionTests {
  static func step(_ kind: StepKind, mask: [String] = [], with: [WithValue] = [], files: [String] = []) -> Step {
    let expect = Expectation(
      location: Sketch.start, knownGood: KnownGoodExpectation(.named("a"), masks: mask.map(Sketch.text)))
    return Step(
      id: "check", location: Sketch.start, phase: .verify, kind: kind, with: with, files: files.map(Sketch.text),
      expect: expect)
  }

  static func digest(_ step: Step, files: [String: String] = [:]) -> String {
    KnownGoodQuestion.digest(of: step) { files[$0] }
  }

  static func sql(_ query: String, host: String? = nil, parameters: [String] = []) -> StepKind {
    .sql(
      SQLProbe(
        engine: .sqlite, database: Sketch.text("shop"), query: Sketch.text(query),
        parameters: parameters.map(Sketch.text), host: host.map(Sketch.text)))
  }

  @Test func `what is asked counts, and where it is asked doesn't`() {
    let query = Self.digest(Self.step(Self.sql("select 1")))
    #expect(query == Self.digest(Self.step(Self.sql("select 1", host: "10.0.0.1"))))
    #expect(query != Self.digest(Self.step(Self.sql("select 2"))))
    #expect(query != Self.digest(Self.step(Self.sql("select 1", parameters: ["a"]))))
    #expect(query != Self.digest(Self.step(Self.sql("select 1"), mask: ["a"])))
    #expect(query.count == 64)
  }

  @Test(arguments: [
    ("http://10.0.0.1/a?b", "https://{{ hosts.web.address }}:{{ steps.ports.web }}/a?b", true),
    ("http://web", "http://other/", true), ("http://web/a", "http://web/b", false),
    ("{{ inputs.url }}/a", "{{ inputs.other }}/a", false),
  ])
  func `of a URL the server is where, and the rest is what`(first: String, second: String, isSame: Bool) {
    func digest(_ url: String) -> String {
      Self.digest(Self.step(.http(HTTPProbe(HTTPRequest(url: Sketch.text(url))))))
    }
    #expect((digest(first) == digest(second)) == isSame)
  }

  @Test func `a script's text, its values and its files count`() {
    let script = StepKind.run(Sketch.text("./count"))
    let digest = Self.digest(Self.step(script, files: ["count"]), files: ["count": "1"])
    #expect(digest == Self.digest(Self.step(script, files: ["count"]), files: ["count": "1"]))
    #expect(digest != Self.digest(Self.step(script, files: ["count"]), files: ["count": "2"]))
    #expect(
      digest
        != Self.digest(
          Self.step(script, with: [WithValue(name: "a", value: Sketch.text("b"))], files: ["count"]),
          files: ["count": "1"]))
  }
}
