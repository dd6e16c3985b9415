package import RecoveryPlanning
package import RunbookModel

/// Decides what people are told of a run, and when; the same state and times always give the same messages.
package struct NewsDesk: Sendable {
  private var boards: [ChannelBoard]

  /// Nil where nobody is to be told anything; what earlier sessions told is taken from the state.
  package init?(plan: Plan, state: RunState) {
    let rules = plan.site.updates
    let spoken = Set(
      plan.steps.compactMap { planned in
        if case .notify(let notification) = planned.step.kind { notification.channel } else { nil }
      })
    boards = plan.site.channels.compactMap { channel in
      let isToldRules = rules.map { $0.to.isEmpty || $0.to.contains(channel.name) } ?? false
      guard isToldRules || spoken.contains(channel.name) else { return nil }
      return ChannelBoard(
        channel.name, rules: isToldRules ? rules : nil, spacing: (rules ?? UpdateRules()).spacing, state: state)
    }
    if boards.isEmpty { return nil }
  }

  /// What is to be told now, at most one message for each channel; a channel that is busy is told the more later.
  ///
  /// The last word of a process waits for no spacing and for nobody who is busy.
  package mutating func due(
    in state: RunState, at now: Moment, busy: Set<ChannelName> = [], isLast: Bool = false
  ) -> [DueUpdate] {
    let happened = NewsFinder(state: state, standing: RunStanding(of: state, at: now)).news()
    return boards.indices.compactMap { index in
      boards[index].note(happened, in: state, at: now.elapsed)
      guard isLast || !busy.contains(boards[index].name) else { return nil }
      return boards[index].takeDue(in: state, at: now.elapsed, isLast: isLast)
        .map { DueUpdate(channel: boards[index].name, news: $0) }
    }
  }

  /// When to ask again, in the run's own time, if nothing happens before; nil for never.
  package func nextDue(in state: RunState, at now: Moment) -> Duration? {
    var times = boards.compactMap { $0.nextDue(in: state, at: now.elapsed) }
    if state.ending == nil {
      times += RunStanding(of: state, at: now).services.compactMap(\.untilNext).map { now.elapsed + $0 }
    }
    return times.min()
  }
}
