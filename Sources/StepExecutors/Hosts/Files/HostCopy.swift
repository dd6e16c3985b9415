internal import RunbookModel

/// A copy with at least one end on a host, through as many losses of the connection as its time allows.
struct HostCopy: Sendable {
  /// What is written at the other end.
  enum Content: Sendable {
    case end(CopyEnd)
    /// Small, and made here.
    case bytes([UInt8])
  }

  let content: Content
  var target: CopyEnd
  /// Permission bits for files; nil for those of the source.
  let mode: UInt32?
  /// What the names of unfinished files follow from.
  let step: String
  let desk: FilesDesk
  let log: TransferLog
  /// Whether the paths may be seen by others in the arguments of a process.
  let hasOpenPaths: Bool

  /// How long a host may take to answer at first; a machine that is booting needs some time.
  private static let firstPatience = Duration.seconds(120)
  /// How long it may be silent later, where there is no time-out.
  private static let patience = Duration.seconds(600)
  /// So often the connection may be lost without one byte that came.
  private static let mostIdleLosses = 5

  /// What tries have taught.
  struct Lessons {
    var losses = 0
    var idleLosses = 0
    var mustUseTar = false
    /// What was there of an earlier try turned out to be of no use.
    var mustBeginAnew = false
  }

  /// Where another try begins, and how much is known by then.
  func run() async throws(TransferFailure) {
    var lessons = Lessons()
    var pause = Duration.milliseconds(200)
    // Before both ends were looked at nothing was begun.
    var tidied: CopyEnd?
    while true {
      let before = log.moved
      do throws(TransferFailure) {
        try await reach(lessons.losses == 0 ? Self.firstPatience : Self.patience)
        let plan = try await CopyPlan(self)
        tidied = plan.target
        try await plan.carryOut(&lessons)
        return
      } catch {
        guard case .lost(let words) = error else {
          try await giveUp(error, tidied)
        }
        lessons.losses += 1
        lessons.idleLosses = log.moved == before ? lessons.idleLosses + 1 : 0
        log.say("\(words); starts again")
        if lessons.idleLosses > Self.mostIdleLosses {
          try await giveUp(.problem("\(words) again and again, before any byte came through"), tidied)
        }
        if lessons.idleLosses == 0 { pause = .milliseconds(200) }
      }
      await wait(pause)
      pause = min(pause * 2, .seconds(5))
    }
  }

  /// Waits, unless its time is over.
  private func wait(_ pause: Duration) async {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end, desk.watch.end == nil { await Pause.uncancellable(.milliseconds(100)) }
  }

  private func giveUp(_ failure: TransferFailure, _ target: CopyEnd?) async throws(TransferFailure) -> Never {
    guard let target else { throw failure }
    let words = await FilesTidying(end: target, hidden: target.hidden(for: step)).carryOut()
    if let words { log.say(words) }
    throw failure
  }

  private func reach(_ patience: Duration) async throws(TransferFailure) {
    let watch = desk.watch
    for site in [source?.site, target.site].compactMap({ $0 }) {
      let result = await site.reached(within: watch.patience(atMost: patience)) { watch.end != nil }
      try watch.check()
      if case .failure(let problem) = result { throw .host(problem) }
    }
  }

  var source: CopyEnd? { if case .end(let end) = content { end } else { nil } }
}
