internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What a terminal shows of a run at one moment; the same run, moment and size always give the same lines.
struct ScreenPicture {
  /// Who looks on decides what the keys do and which words stand at the bottom.
  enum Viewer: Hashable, Sendable {
    /// The process that drives the run.
    case driver
    /// Another process; a run that nobody drives has to be resumed.
    case watcher(isDriven: Bool)
  }

  let state: RunState
  /// Now; at the end of a run its last entry.
  let now: Moment
  let summary: RunSummary
  let viewer: Viewer
  /// The picture that stays when the view ends: it offers no keys and is no longer than it must be.
  let isLast: Bool
  /// While the stop question is on the screen: how long it still waits for a key.
  let stopQuestion: Duration?
  /// What went wrong with the record, in its own words.
  let warning: String?
  /// Set where a person can answer on this terminal.
  let dialog: AnswerDialog?

  init(
    of state: RunState, at now: Moment, viewer: Viewer = .driver, isLast: Bool = false, stopQuestion: Duration? = nil,
    warning: String? = nil, dialog: AnswerDialog? = nil
  ) {
    self.state = state
    self.now = state.ending == nil ? now : state.last ?? now
    summary = RunSummary(of: state, at: self.now)
    self.viewer = viewer
    self.isLast = isLast
    self.stopQuestion = state.ending == nil && !isLast ? stopQuestion : nil
    self.warning = warning
    self.dialog = isLast ? nil : dialog
  }

  private static let longestReach = 110

  var plan: Plan { state.plan }
  var isOver: Bool { state.ending != nil }
  /// For commands that a person types; never shortened.
  var runText: String { summary.run?.text ?? "RUN" }

  /// At most `height` lines, none wider than `width`; until the last picture they fill the screen to its bottom.
  func lines(width: Int, height: Int) -> [ScreenLine] {
    guard width > 0, height > 0 else { return [] }
    // What belongs together must not stand at opposite ends of a wide screen.
    let reach = min(width, Self.longestReach)
    var sections = [
      heading(width), clock(width), estimates(width), progress(width), stopQuestionSection(width), notices(width),
      findings(width),
      questions(width), panel(width), keys(width, height: height), triage(width), failures(width), underWay(reach),
      services(reach), meanwhile(width), present(width), recent(width, most: height),
    ]
    // The big clock comes only where everything else has room, the last ten events among it.
    let rest = height - ScreenLayout.lines(of: sections.dropLast(), height: height).count
    if rest >= BigDigits.height + 14 { sections.insert(bigClock(width), at: 3) }
    let hasFooter = height >= 8 && !isLast
    var lines = ScreenLayout.lines(of: sections, height: hasFooter ? height - 1 : height)
    if hasFooter {
      lines += Array(repeating: ScreenLine(), count: max(0, height - 1 - lines.count))
      lines.append(footer(width))
    }
    return lines.map { $0.cut(to: width) }
  }

  /// The plan's places of steps that are in a state of this sort, in the plan's order.
  func places(where holds: (StepState) -> Bool) -> [Int] {
    state.steps.indices.filter { holds(state.steps[$0].state) }
  }
}
