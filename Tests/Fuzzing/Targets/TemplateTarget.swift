import Foundation
import Templates

/// A template is refused at a place or rendered; both modes differ in what is escaped and in nothing else.
enum TemplateTarget: FuzzTarget {
  private static let mark = "\u{A7}"
  private static let raw = "\(mark)<&>\"'\(mark)"
  private static let escaped = "\(mark)&lt;&amp;&gt;&quot;&#39;\(mark)"

  private static let values = TemplateValue.map([
    "name": .string(raw), "empty": .string(""), "yes": .bool(true), "no": .bool(false), "none": .list([]),
    "list": .list([
      .map(["name": .string("inner"), "x": .string("1")]), .map(["name": .string(raw), "x": .string("2")]),
    ]),
    "texts": .list([.string("one"), .string(""), .string("{{name}}")]),
    "map": .map(["name": .string("deep"), "map": .map(["name": .string("deeper")])]),
  ])

  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let plain = render(text, .text)
    let html = render(text, .html)
    demand((plain == nil) == (html == nil), "both modes take the same templates")
    guard let plain, let html else { return }
    if !text.contains("{{") {
      demand(plain.utf8.elementsEqual(text.utf8), "a template without tags stays as it is: \(plain.debugDescription)")
    }
    guard !text.contains(mark) else { return }
    let expected = plain.replacingOccurrences(of: raw, with: escaped, options: .literal)
    demand(html.utf8.elementsEqual(expected.utf8), "HTML escapes values and nothing else: \(html.debugDescription)")
  }

  private static func render(_ text: String, _ mode: Template.Mode) -> String? {
    do throws(TemplateError) {
      return try Template.parse(text, file: "a.mustache", mode: mode).render(values)
    } catch {
      let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      demand((1...lines.count).contains(error.line), "\(error) is in the text")
      demand((1...lines[error.line - 1].count + 1).contains(error.column), "\(error) is in its line")
      return nil
    }
  }
}
