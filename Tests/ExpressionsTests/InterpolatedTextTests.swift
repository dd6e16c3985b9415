import Expressions
import RunbookModel
import Testing

struct InterpolatedTextTests {
  static func source(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "a.yaml", line: 3, column: 10), continuationColumn: 5)
  }

  static let values: [ValueName: String] = [
    .input("day"): "mon", .secret("pw"): "p\"w",
    .output(step: StepReference(step: "load"), output: "dump"): "$(rm -rf /)",
    .output(step: StepReference(runbook: "database", step: "load"), output: "taken-at"): "a\nb",
    .hostAddress("db-1"): "10.0.0.1", .runMode: "drill", .input("braces"): "{{ inputs.day }}",
  ]

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("{{ inputs.day }}", "mon"), ("{{inputs.day}}!", "mon!"),
    ("a{{\n inputs.day\t}}b", "amonb"),
    ("{{ secrets.pw }}", "p\"w"), ("{{ steps.load.dump }}", "$(rm -rf /)"),
    ("{{ steps.database.load.taken-at }}", "a\nb"),
    ("{{ hosts.db-1.address }}:{{ run.mode }}", "10.0.0.1:drill"), (#"{{ "{{" }}"#, "{{"),
    ("{{ '{{ x }}' }}", "{{ x }}"),
    ("{{ inputs.braces }}", "{{ inputs.day }}"), ("} }} { {x}", "} }} { {x}"), (#"{{ "a\n\"" }}"#, "a\n\""),
    ("ä{{ inputs.day }}ß", "ämonß"),
  ])
  func `fills in values once and leaves the rest`(text: String, result: String) throws {
    let (parsed, diagnostics) = InterpolatedText.parse(Self.source(text))
    #expect(diagnostics == [])
    #expect(try parsed.evaluate { Self.values[$0] } == result)
  }

  @Test(
    arguments: [
      ("{{ inputs.day", 10, "{{ is never closed", nil), ("ab{{", 12, "{{ is never closed", nil),
      ("{{ }}", 13, "a name is missing between the braces", nil),
      ("{{}}", 12, "a name is missing between the braces", nil),
      ("{{ input.x }}", 13, "input.x is not a name", "did you mean \"inputs\"?"),
      ("{{ inputs. }}", 20, "a name is missing in inputs.", "write inputs.NAME"),
      ("{{ inputs..x }}", 20, "a name is missing in inputs..x", "write inputs.NAME"),
      ("{{ inputs }}", 13, "inputs doesn't name a value", "write inputs.NAME"),
      (
        "{{ steps.load }}", 13, "steps.load doesn't name a value",
        "write steps.STEP.OUTPUT or steps.RUNBOOK.STEP.OUTPUT"
      ),
      ("{{ inputs.a.b }}", 13, "inputs.a.b doesn't name a value", "write inputs.NAME"),
      ("{{ inputs.1a }}", 20, "1a can't be a name", "names begin with a letter or _"),
      ("{{ run.mod }}", 17, "mod is not known here", "did you mean \"mode\"?"),
      ("{{ hosts.db.adress }}", 22, "adress is not known here", "did you mean \"address\"?"),
      (
        "{{ steps.a.result }}", 21, "a step's result can be used in conditions only",
        "write a condition with if, or let the step give an output"
      ),
      (
        "{{ decisions.a }}", 13, "a decision can be used in conditions only",
        "write one step for each option, each with an if"
      ),
      ("{{ inputs.x | upper }}", 22, "}} is expected here, not \"|\"", nil),
      ("{{{ inputs.x }}}", 12, "a name is expected here, not \"{\"", nil),
      (#"{{ "x }}"#, 13, "a quote is never closed", "end the text with \""),
      (#"{{ "\q" }}"#, 14, #"\q is not an escape"#, nil),
      (
        "{{ whatever }}", 13, "whatever is not a name",
        "names begin with inputs, secrets, steps, hosts, run, captured or decisions"
      ),
    ] as [(String, Int, String, String?)])
  func `says what is wrong and where`(text: String, column: Int, message: String, hint: String?) throws {
    let (_, diagnostics) = InterpolatedText.parse(Self.source(text))
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.message == message)
    #expect(diagnostic.location == SourceLocation(file: "a.yaml", line: 3, column: column))
    if let hint { #expect(diagnostic.hint == hint) }
  }

  @Test func `all faults are reported at once, and good names beside them are kept`() {
    let (parsed, diagnostics) = InterpolatedText.parse(
      Self.source("{{ input.a }} {{ inputs.b }}\n{{ }} {{ run.x }} {{"))
    #expect(diagnostics.map(\.location.description) == ["a.yaml:3:13", "a.yaml:4:8", "a.yaml:4:18", "a.yaml:4:23"])
    #expect(parsed.names.map(\.name) == [.input("b")])
    #expect(parsed.names.map(\.location.description) == ["a.yaml:3:27"])
  }

  @Test func `a missing value is named with its place`() {
    let (parsed, _) = InterpolatedText.parse(Self.source("x {{ inputs.none }}"))
    let error = #expect(throws: UndefinedValue.self) { try parsed.evaluate { _ in nil } }
    #expect(error?.description == "a.yaml:3:15: inputs.none has no value")
  }

  @Test(arguments: [
    ("docker ps --format '{{.Names}}'", []), ("echo {{ x }} {{ .inputs.x }} {{ range .x }}", []),
    ("echo ${inputs.x} { { inputs.x } }", []),
    ("a {{ inputs.x }} b", ["inputs.x a.yaml:3:15"]), ("{{inputs.x|upper", ["inputs.x a.yaml:3:12"]),
    ("{{{ secrets.pw }}}", ["secrets.pw a.yaml:3:14"]),
    ("\n  {{ steps.a.result }}{{decisions.d}}", ["steps.a.result a.yaml:4:10", "decisions.d a.yaml:4:29"]),
    (
      "{{ hosts.db.address }} {{ run.mode }} {{ run.other }}", ["hosts.db.address a.yaml:3:13", "run.mode a.yaml:3:36"]
    ),
  ])
  func `only our own names are found in a script`(script: String, found: [String]) {
    let names = InterpolatedText.reservedNames(in: Self.source(script))
    #expect(names.map { "\($0.name) \($0.location)" } == found)
  }
}
