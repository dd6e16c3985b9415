/// What a template's names stand for.
package indirect enum TemplateValue: Hashable, Sendable {
  /// Inserted as it is in text mode, escaped in HTML mode.
  case string(String)
  /// HTML that is known to be safe; inserted as it is in both modes.
  case markup(String)
  case bool(Bool)
  case list([TemplateValue])
  case map([String: TemplateValue])
}
