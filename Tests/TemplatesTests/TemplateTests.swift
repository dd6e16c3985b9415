import Templates
import Testing

struct TemplateTests {
  static let plain = "; names are made of letters, digits, _ and -, with a full stop between two"

  static let values: TemplateValue = .map([
    "port": .string("8080"), "name": .string("O'Neil & \"Sons\" <b>"), "odd": .string("$(id) `x` {{port}}\nline 2"),
    "safe": .markup("<svg/>"), "yes": .bool(true), "no": .bool(false), "empty": .string(""),
    "site": .map(["host": .string("shop.example")]),
    "items": .list([.map(["id": .string("a")]), .map(["id": .string("b")])]),
    "words": .list([.string("x"), .string("y")]),
    "none": .list([]),
  ])

  @Test(arguments: [
    ("listen {{port}};", "listen 8080;"),
    ("listen {{ port }};\n", "listen 8080;\n"),
    ("{{name}}", "O'Neil & \"Sons\" <b>"),
    ("{{odd}}", "$(id) `x` {{port}}\nline 2"),
    ("{{site.host}}", "shop.example"),
    ("{{#items}}[{{id}}:{{port}}]{{/items}}", "[a:8080][b:8080]"),
    ("{{#words}}{{.}},{{/words}}", "x,y,"),
    ("{{^none}}nothing{{/none}}{{#none}}{{anything}}{{/none}}", "nothing"),
    ("{{#yes}}on{{/yes}}{{#no}}{{anything}}{{/no}}{{^no}}off{{/no}}", "onoff"),
    ("{{! a comment }}x", "x"),
    ("no tags at all $host } {", "no tags at all $host } {"),
    ("", ""),
    ("{{#empty}}{{anything}}{{/empty}}{{^empty}}nothing{{/empty}}", "nothing"),
    ("{{#name}}[{{.}}]{{/name}}", "[O'Neil & \"Sons\" <b>]"),
    ("{{#site}}{{host}}:{{port}}{{/site}}", "shop.example:8080"),
    ("a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc\r\n", "a\r\nb\r\nc\r\n"),
    ("a\n  {{#yes}}\n  b\n  {{/yes}}\nc\n", "a\n  b\nc\n"),
    ("a {\n  b { c }\n}\n{", "a {\n  b { c }\n}\n{"),
    ("\t{{port}}\t\n\n\n", "\t8080\t\n\n\n"),
    ("{{yes}}", "true"),
  ])
  func `a text takes its values as they are`(template: String, expected: String) throws {
    #expect(try Template.parse(template, file: "t", mode: .text).render(Self.values) == expected)
  }

  @Test func `HTML escapes strings once and leaves markup alone`() throws {
    let template = try Template.parse("<p title=\"{{name}}\">{{name}}{{safe}}</p>", file: "t", mode: .html)
    let name = "O&#39;Neil &amp; &quot;Sons&quot; &lt;b&gt;"
    #expect(try template.render(Self.values) == "<p title=\"\(name)\">\(name)<svg/></p>")
  }

  @Test func `no combining mark hides a quote and no control character gets through`() {
    #expect(HTMLText.escaped("\"\u{338}<\u{301}\u{1B}\u{0}") == "&quot;\u{338}&lt;\u{301}\u{FFFD}\u{FFFD}")
  }

  @Test(arguments: [
    (
      "a\n  {{prot}}",
      "t:2:3: \"prot\" has no value here; these have one: empty, items, name, no, none, odd, port, safe, site, words, yes"
    ),
    ("{{site.port}}", "t:1:1: \"site.port\" has no value here; these have one: host"),
    (
      "{{#items}}{{di}}{{/items}}",
      "t:1:11: \"di\" has no value here; these have one: empty, id, items, name, no, none, odd, port, safe, site, words, yes"
    ),
    (
      "{{#thing}}x{{/thing}}",
      "t:1:1: \"thing\" has no value here; these have one: empty, items, name, no, none, odd, port, safe, site, words, yes"
    ),
    ("{{items}}", "t:1:1: \"items\" is not a text but a section"),
  ])
  func `a name without a value is an error with its place`(template: String, message: String) throws {
    let parsed = try Template.parse(template, file: "t", mode: .text)
    let error = #expect(throws: TemplateError.self) { try parsed.render(Self.values) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    ("x {{port", "t:1:3: {{ is never closed"),
    ("{{#items}}", "t:1:1: the section \"items\" is never closed"),
    ("{{/items}}", "t:1:1: \"items\" is closed but not open here"),
    ("{{#a}}{{/b}}", "t:1:7: \"b\" is closed but not open here"),
    ("{{{port}}}", "t:1:1: a value can't be inserted raw; write {{port}}"),
    ("{{> other}}", "t:1:1: partials, pragmas and other delimiters are not known here"),
    ("{{=<% %>=}}", "t:1:1: partials, pragmas and other delimiters are not known here"),
    ("{{}}", "t:1:1: {{}} names nothing"),
    ("{{a b}}", "t:1:1: \"a b\" is not a name\(Self.plain)"),
    ("{{.port}}", "t:1:1: \".port\" is not a name\(Self.plain)"),
    ("{{site..port}}", "t:1:1: \"site..port\" is not a name\(Self.plain)"),
    ("\n{{uppercased(port)}}", "t:2:1: \"uppercased(port)\" is not a name\(Self.plain)"),
    ("{{# items}}{{/items.}}", "t:1:12: \"items.\" is not a name\(Self.plain)"),
    ("{{port\u{301}}}", "t:1:1: \"port\u{301}\" is not a name\(Self.plain)"),
  ])
  func `a template that can't be read is an error with its place`(template: String, message: String) {
    let error = #expect(throws: TemplateError.self) { try Template.parse(template, file: "t", mode: .text) }
    #expect(error?.description == message)
  }

  @Test func `an error lists a dozen names at most`() throws {
    let values = Dictionary(uniqueKeysWithValues: (10..<30).map { ("n\($0)", TemplateValue.string("")) })
    let error = #expect(throws: TemplateError.self) {
      try Template.parse("{{x}}", file: "t", mode: .text).render(.map(values))
    }
    #expect(error?.message.hasSuffix("n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21 and 8 more") == true)
  }

  @Test func `sections too deep in one another are refused`() {
    let text = String(repeating: "{{#yes}}", count: 100_000)
    let error = #expect(throws: TemplateError.self) { try Template.parse(text, file: "t", mode: .text) }
    #expect(error?.description == "t:1:401: sections stand more than 50 deep in one another")
  }

  /// Every name is a value's, and what it holds looks like anything but a plain word.
  @Test(arguments: [
    "{{port}}", "{{#items}}", "{{{x}}}", "</script><script>alert(1)</script>", "$(reboot)", "`id`", "\u{202E}x\u{202C}",
    "a\r\nb\n", "\u{2}\n", "%s %n", "\\1 \\n", "\"' onload=\"x", "👩‍👩‍👧 e\u{301}", String(repeating: "x", count: 200_000),
    " ", "",
  ])
  func `a value is inserted as it is, whatever it holds`(value: String) throws {
    let template = try Template.parse("a={{v}};\n{{#l}}{{.}}|{{/l}}", file: "t", mode: .text)
    let result = try template.render(.map(["v": .string(value), "l": .list([.string(value), .string(value)])]))
    #expect(result.unicodeScalars.elementsEqual("a=\(value);\n\(value)|\(value)|".unicodeScalars))
  }

  @Test func `a value takes no part in the escaping of its neighbour`() throws {
    let template = try Template.parse("<i title=\"{{v}}\">", file: "t", mode: .html)
    #expect(try template.render(.map(["v": .string("\u{301}\"&amp;")])) == "<i title=\"\u{301}&quot;&amp;amp;\">")
  }
}
