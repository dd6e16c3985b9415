package import RunbookModel
internal import Templates

extension ReportTemplates {
  /// Whether any is the site's.
  var hasOwn: Bool { !sources.isEmpty }

  /// Puts ours in the place of the one that was read from this file; false where the site has none from there.
  mutating func drop(_ file: String) -> Bool {
    let kept = sources.filter { $0.value.file != file }
    guard kept.count < sources.count else { return false }
    self = ReportTemplates(own: kept)
    return true
  }

  /// What is wrong with a template by itself, whatever its values are; nil for nothing, and for a style.
  package static func fault(of source: Source, as name: Name) -> Diagnostic? {
    guard name.isFilled else { return nil }
    do {
      _ = try Template.parse(source.text, file: source.file, mode: .text)
      return nil
    } catch {
      return error.warning
    }
  }
}

extension ReportTemplates.Name {
  /// Whether values are put into it.
  fileprivate var isFilled: Bool {
    switch self {
    case .page, .overview, .details, .markdown, .period, .periodMarkdown: true
    case .pageStyle, .detailStyle, .chartStyle, .periodStyle: false
    }
  }
}
