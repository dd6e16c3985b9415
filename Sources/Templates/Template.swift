internal import Mustache

/// A Mustache template whose every name must have a value; it knows no partials, no other delimiters and no raw values.
package struct Template: Sendable {
  package enum Mode: Hashable, Sendable {
    /// For configuration files and Markdown: nothing is escaped.
    case text
    /// Every string is escaped for element content and quoted attributes.
    case html
  }

  /// Stands behind every template, because the library fails on one whose last character is a brace.
  private static let end = "\u{2}\n"

  private let mode: Mode
  private let nodes: [TemplateNode]
  private let mustache: MustacheTemplate
  private let file: String

  package static func parse(_ text: String, file: String, mode: Mode) throws(TemplateError) -> Template {
    let nodes = try TemplateParser(text: text, file: file).nodes()
    do {
      // The wall escapes by itself, by Unicode scalars, so that no combining mark can hide a quote.
      let mustache = try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}\n" + text + Self.end)
      return Template(mode: mode, nodes: nodes, mustache: mustache, file: file)
    } catch {
      throw TemplateError(file: file, line: 1, column: 1, message: "the template can't be read: \(error)")
    }
  }

  /// The text with its values; an error where a name has none.
  package func render(_ value: TemplateValue) throws(TemplateError) -> String {
    for node in nodes { try node.check(against: [value], file: file) }
    return String(mustache.render(plain(value)).unicodeScalars.dropLast(Self.end.unicodeScalars.count))
  }

  private func plain(_ value: TemplateValue) -> Any {
    switch value {
    case .string(""), .markup(""): NoText()
    case .string(let text): mode == .html ? HTMLText.escaped(text) : text
    case .markup(let text): text
    case .bool(let truth): truth
    case .list(let values): values.map(plain)
    case .map(let values): values.mapValues(plain)
    }
  }
}

/// An empty text; the library shows a section of one unless it is told that there is nothing in it.
private struct NoText: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
