internal import Foundation
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunbookLoading
internal import RunbookModel

/// The site's own words for updates, `templates/update.mustache` beside its file.
enum UpdateTemplate {
  static let path = "templates/update.mustache"

  /// Nil where the site has none.
  static func ofSite(_ plan: Plan, base: String) -> ReportTemplates.Source? {
    let file = PathText.resolve(PathText.join(plan.site.folder, path), in: base)
    guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
    return ReportTemplates.Source(text: String(decoding: bytes, as: UTF8.self), file: file)
  }

  /// What is wrong with that of a site whose runbooks were loaded.
  static func findings(_ loaded: LoadedRunbooks) -> [Diagnostic] {
    guard loaded.sitePath != nil, let plan = PlanMaker.quietPlan(loaded).0, let template = ofSite(plan, base: "") else {
      return []
    }
    return [UpdateText.fault(of: template, with: RunState(plan: plan))].compactMap { $0 }
  }

  /// What people would be told of the run now, to be printed and read out.
  static func present(_ state: RunState) -> String {
    let now = SystemClock().now()
    // The uptime of a run of an earlier boot means nothing here; a run that is over stands still.
    let last = state.last ?? Moment(wall: now.wall, elapsed: .zero)
    let moment = state.ended ?? Moment(wall: now.wall, elapsed: last.elapsed + max(.zero, now.wall - last.wall))
    let news: [News] = state.ending == nil ? [.regular] : [.finished]
    let template = state.opening.flatMap { ofSite(state.plan, base: $0.folder) }
    let text = UpdateText(news, of: state, at: moment, template: template)
    if let warning = text.warning { Output.error("WARNING: the site's template is not used: \(warning)") }
    return text.body
  }
}
