internal import RecoveryPlanning
package import RunCore
package import RunbookModel
internal import Templates

/// The words in which people are told of a run: short, plain, the same for all ways, fit to be read out.
package struct UpdateText: Hashable, Sendable {
  /// One line, for mail; begins with `[DRILL]` in a drill.
  package var subject: String
  package var body: String
  /// What is wrong with the site's own template, in whose place the built-in one stands.
  package var warning: String?

  /// The most that one message may hold, in bytes; what is more is cut off.
  static let largest = 24 * 1024

  /// `template` is the site's own, nil for the one that ships inside the program.
  package init(
    _ news: [News], of state: RunState, at now: Moment, endHead: String? = nil,
    template: ReportTemplates.Source? = nil
  ) {
    let values = UpdateValues(news: news, state: state, standing: RunStanding(of: state, at: now), endHead: endHead)
    subject = values.subject
    guard let template else {
      body = Self.builtIn(values)
      return
    }
    do {
      body = try Self.filled(template, values)
    } catch {
      body = Self.builtIn(values)
      warning = "\(error)"
    }
  }

  /// What is wrong with a site's template, tried with the values of a run that has not begun; nil for nothing.
  package static func fault(of template: ReportTemplates.Source, with state: RunState) -> Diagnostic? {
    let now = Moment(wall: WallTime(nanoseconds: 0), elapsed: .zero)
    let values = UpdateValues(news: [.started], state: state, standing: RunStanding(of: state, at: now))
    do {
      _ = try filled(template, values)
      return nil
    } catch let error as TemplateError {
      let place = SourceLocation(file: error.file, line: error.line, column: error.column)
      return Diagnostic(.warning, "people are told without this template: \(error.message)", at: place)
    } catch {
      return nil
    }
  }

  private static func filled(_ template: ReportTemplates.Source, _ values: UpdateValues) throws -> String {
    marked(
      try Template.parse(template.text, file: template.file, mode: .text).render(values.all), values)
  }

  /// The built-in template is tested; should it fail all the same, people are told without it.
  private static func builtIn(_ values: UpdateValues) -> String {
    do { return try filled(.update, values) } catch { return marked(values.plain, values) }
  }

  /// Whatever a template says: a drill is marked as one in its first line, and no message is without bounds.
  private static func marked(_ text: String, _ values: UpdateValues) -> String {
    let text = String(text.reversed().drop { $0.isNewline }.reversed()).replacing("\n\n\n", with: "\n\n")
    let first = text.prefix { !$0.isNewline }
    let whole = values.isDrill && !first.hasPrefix("DRILL") ? "\(values.heading)\n\(text)" : text
    guard whole.utf8.count > largest else { return whole + "\n" }
    return String(decoding: whole.utf8.prefix(largest), as: UTF8.self) + "\n(The rest is left out.)\n"
  }
}

extension ReportTemplates.Source {
  fileprivate static let update = ReportTemplates.Source(
    text: String(decoding: PackageResources.update_mustache, as: UTF8.self), file: "update.mustache")
}
