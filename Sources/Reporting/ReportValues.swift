internal import RunCore
internal import Templates

/// Everything that a report's template can name, the same in every format.
struct ReportValues {
  let document: ReportDocument
  let format: ReportFormat

  /// The most rows of a table; what is left out is said.
  static let mostRows = 2_000

  var all: [String: TemplateValue] {
    var values = OverviewValues(document: document, format: format).values
    values.merge(DetailValues(document: document, format: format).values) { $1 }
    if format == .html {
      let accent = document.look.colour.flatMap(AccentColour.init)?.css ?? ""
      values["css"] = .markup(document.look.templates.css + "\n" + accent + "\n" + PageFoot.css(foot))
      values.merge(ChartValues(document: document).values) { $1 }
    }
    return values
  }

  /// Which run it is of which site.
  private var foot: String {
    let words = ReportWords(summary: document.summary, look: document.look)
    let kind = CellText.line(words.kind, most: 64)
    return document.summary.run.map { "\(kind) · \($0)" } ?? kind
  }

  /// Whether the site wants the section of that id in its reports.
  func isShown(_ id: String) -> Bool { document.look.isShown(id) }

  /// A list, and under `hasName` whether there is anything in it, so that its heading can be left out.
  static func add(_ name: String, _ list: TemplateValue, to values: inout [String: TemplateValue]) {
    values[name] = list
    values["has" + name.prefix(1).uppercased() + name.dropFirst()] = .bool(list != .list([]))
  }
}

extension ReportLook {
  /// Whether the section of that id is not among those that the site leaves out.
  func isShown(_ id: String) -> Bool { !omit.contains(id) }
}
