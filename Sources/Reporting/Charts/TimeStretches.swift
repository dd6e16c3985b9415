internal import RunCore
internal import RunbookModel

/// The parts of a run in their order, each beginning where the one before it ends.
struct TimeStretches {
  private let summary: RunSummary
  private(set) var all: [TimeStretch] = []
  /// The end of the run, or what was last heard of it.
  let now: Duration

  init(_ summary: RunSummary) {
    self.summary = summary
    now = summary.lastElapsed
    guard let started = summary.clocks.firstStep ?? summary.clocks.started else { return }
    let execute = before(started.elapsed)
    let verified = recovery(from: execute)
    guard let verified else { return }
    acceptance(from: verified)
  }

  /// Whether a clock before the start was reckoned rather than said.
  private func isAssumed(_ clock: RunClock) -> Bool {
    summary.mode == .drill && !summary.clockHistory.contains { $0.stamp.clock == clock && $0.stamp.service == nil }
  }

  private var startsAtDeclaration: Bool {
    isAssumed(.declared) && summary.clocks.declared?.elapsed == summary.clocks.started?.elapsed
  }

  /// What happened before the first step; gives the time at which that was.
  private mutating func before(_ start: Duration) -> Duration {
    let clocks = summary.clocks
    let isPlain =
      summary.mode == .drill && clocks.allowances == nil
      && [.disruption, .detected, .declared].allSatisfy(isAssumed)
    // Without allowances the times before a drill's start are none at all, rather than nothing.
    guard !isPlain else {
      let opened = min(clocks.started?.elapsed ?? .zero, start)
      if start > opened { all.append(TimeStretch(parts: [.start], from: opened, to: start)) }
      return start
    }
    let ends: [(TimeStretch.Part, Duration?, Bool)] = [
      (.detect, clocks.detected?.elapsed, isAssumed(.disruption) && isAssumed(.detected)),
      (.decide, clocks.declared?.elapsed, isAssumed(.detected) && isAssumed(.declared)),
      // A drill whose people need no time to get going, as the site has it, measured what it took to start.
      startsAtDeclaration ? (.start, start, false) : (.mobilise, start, isAssumed(.declared)),
    ]
    var last = clocks.disruption?.elapsed
    var open: [TimeStretch.Part] = []
    for (part, end, assumed) in ends {
      open.append(part)
      guard let end else { continue }
      // A clock that was put before the one ahead of it gives no time at all.
      let to = max(end, last ?? end)
      let isKnown = last != nil && open.count == 1
      all.append(
        TimeStretch(parts: open, from: last, to: to, certainty: !isKnown ? .unknown : assumed ? .assumed : .measured))
      last = to
      open = []
    }
    return last ?? start
  }

  /// To the last service's T6; gives that time, or nil where not all of them were verified.
  private mutating func recovery(from start: Duration) -> Duration? {
    let ends = summary.services.map { $0.verified?.elapsed }
    if ends.contains(where: { $0 == nil }) || ends.isEmpty {
      let isOpen = summary.verdict == nil
      let certainty: TimeStretch.Certainty = isOpen ? .open : ends.isEmpty ? .measured : .unreached
      all.append(TimeStretch(parts: [.execute], from: start, to: max(start, now), certainty: certainty))
      return nil
    }
    let end = max(start, ends.compactMap { $0 }.max() ?? start)
    all.append(TimeStretch(parts: [.execute], from: start, to: end))
    return end
  }

  /// What follows the last T6.
  private mutating func acceptance(from verified: Duration) {
    var last = verified
    let waiting = summary.services.filter { $0.hasAcceptSteps && $0.accepted == nil }
    if !waiting.isEmpty, now > last {
      let certainty: TimeStretch.Certainty = summary.verdict == nil ? .open : .unreached
      all.append(TimeStretch(parts: [.accept], from: last, to: now, certainty: certainty))
      return
    }
    if let end = summary.services.compactMap({ $0.accepted?.elapsed }).max(), end > last {
      all.append(TimeStretch(parts: [.accept], from: last, to: end))
      last = end
    }
    if let end = summary.services.compactMap({ $0.backlogCleared?.elapsed }).max(), end > last {
      all.append(TimeStretch(parts: [.backlog], from: last, to: end))
      last = end
    }
    if now > last { all.append(TimeStretch(parts: [.after], from: last, to: now)) }
  }
}
