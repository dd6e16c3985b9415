internal import Foundation
internal import RecoveryPlanning
internal import RunCore

/// Chooses how a run is shown.
enum Screens {
  /// A live view where the output is a terminal that can show one, plain lines elsewhere.
  static func make(
    plan: Plan, run: RunID, state: RunState, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> any Screen {
    guard let screen = live(state: state, viewer: .driver, environment: environment) else {
      return PlainLines(plan: plan, run: run)
    }
    return screen
  }

  /// The live view, or nil where the output is no terminal that can show one.
  static func live(
    state: RunState, viewer: ScreenPicture.Viewer,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> LiveScreen? {
    guard let look = TerminalLook(environment: environment), let terminal = Terminal.ofOutput() else { return nil }
    return LiveScreen(state: state, viewer: viewer, terminal: terminal, look: look)
  }
}

/// What a terminal can show, as far as the environment tells.
struct TerminalLook: Hashable, Sendable {
  var colours: Bool
  /// Otherwise only ASCII is shown.
  var unicode: Bool

  init(colours: Bool, unicode: Bool) {
    self.colours = colours
    self.unicode = unicode
  }

  /// Nil for a terminal that can't move its cursor.
  init?(environment: [String: String]) {
    guard let kind = environment["TERM"], !kind.isEmpty, kind != "dumb" else { return nil }
    colours = (environment["NO_COLOR"] ?? "").isEmpty
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = (locale ?? "").uppercased()
    unicode = name.contains("UTF-8") || name.contains("UTF8")
  }
}
