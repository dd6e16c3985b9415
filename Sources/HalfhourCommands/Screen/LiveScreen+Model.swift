internal import RunCore
internal import RunbookModel

/// What Ctrl-C asked, and who waits for the answer.
struct StopQuestion: Sendable {
  var asked: Uptime
  var answer: @Sendable (StopAnswer) -> Void

  /// Without an answer the run goes on.
  static let patience = Duration.seconds(60)

  func left(at now: Uptime) -> Duration { max(.zero, Self.patience - (now - asked)) }

  /// What these keys say, the first that means something; nil while there is nothing to go by.
  func answer(to keys: [UInt8], at now: Uptime) -> StopAnswer? {
    for key in keys {
      switch key {
      case UInt8(ascii: "s"), UInt8(ascii: "S"): return .stop
      case UInt8(ascii: "l"), UInt8(ascii: "L"): return .leave
      case UInt8(ascii: "c"), UInt8(ascii: "C"): return .goOn
      default: continue
      }
    }
    return left(at: now) == .zero ? .goOn : nil
  }
}

extension LiveScreen {
  /// What the drawing thread and the run share.
  struct Model: Sendable {
    enum Phase { case waiting, drawing, ending, gone }

    var state: RunState
    var viewer: ScreenPicture.Viewer
    var phase = Phase.waiting
    var isStale = true
    var isLeft = false
    /// Ctrl-C is a key like others where there is nothing to interrupt.
    var interrupts: Bool { viewer == .driver }
    var warning: String?
    var question: StopQuestion?
    /// Set where a person can answer here, together.
    private(set) var post: AnswerPost?
    var dialog: AnswerDialog?
    private var keys = KeyReader()
    /// The step whose text is to be edited as soon as nothing is drawn.
    var editing: StepID?
    /// An editor has the terminal, and Ctrl-C there is meant for it.
    var isPaused = false
    /// Lines that are to stay in the terminal's memory.
    private var kept: [String] = []
    private var dropped = 0

    private static let mostKept = 500

    init(state: RunState, viewer: ScreenPicture.Viewer) {
      self.state = state
      self.viewer = viewer
    }

    mutating func takeAnswers(_ post: AnswerPost) {
      self.post = post
      dialog = AnswerDialog(me: post.me, amends: true, qStops: viewer == .driver)
    }

    /// What a person pressed: what is to be done, and whether they have had enough of looking on.
    mutating func take(_ bytes: [UInt8], at now: Stamp) -> (actions: [AnswerAction], leaves: Bool) {
      let keys = keys.read(bytes)
      let types = dialog?.isTyping ?? false
      let leaves = viewer != .driver && (keys.contains(.interrupt) || keys.contains(.text("q")) && !types)
      guard var dialog else { return ([], leaves) }
      let before = (dialog.stage, dialog.question, dialog.notice)
      let actions = dialog.take(keys, state: state, now: now)
      isStale = isStale || before != (dialog.stage, dialog.question, dialog.notice)
      self.dialog = dialog
      return (actions, leaves)
    }

    /// A terminal that is slower than the run gets the latest lines.
    mutating func keep(_ line: String) {
      kept.append(line)
      guard kept.count > Self.mostKept * 2 else { return }
      dropped += kept.count - Self.mostKept
      kept.removeFirst(kept.count - Self.mostKept)
    }

    mutating func takeKept() -> [String] {
      defer {
        kept = []
        dropped = 0
      }
      return (dropped > 0 ? ["(\(dropped) lines are left out here; the journal has them)"] : []) + kept
    }

    mutating func putBack(_ lines: [String]) { kept = lines + kept }

    /// Nil once the view is to end; says whether something has changed since the last call.
    mutating func takeStale() -> Bool? {
      guard phase == .drawing else { return nil }
      defer { isStale = false }
      return isStale
    }

    /// A run that nobody drives may stem from an earlier boot, whose uptimes mean nothing here.
    private func moment(of now: Stamp) -> Moment {
      guard viewer == .watcher(isDriven: false), let last = state.last else { return state.moment(of: now) }
      return Moment(wall: now.wall, elapsed: last.elapsed + max(.zero, now.wall - last.wall))
    }

    func picture(at now: Stamp, isLast: Bool = false) -> ScreenPicture {
      ScreenPicture(
        of: state, at: moment(of: now), viewer: viewer, isLast: isLast,
        stopQuestion: question?.left(at: now.uptime),
        warning: state.bookkeepingLost ? warning : nil, dialog: phase == .drawing ? dialog : nil)
    }
  }
}
