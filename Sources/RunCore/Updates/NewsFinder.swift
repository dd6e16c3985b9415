internal import RecoveryPlanning
package import RunbookModel

/// All that has happened in a run up to a moment, found in its state alone, so that it doesn't matter who watched when.
struct NewsFinder {
  let state: RunState
  let standing: RunStanding

  /// In the order in which it happened. Clocks that run are news only while what they tell of holds.
  func news() -> [News] {
    guard let opened = state.opened else { return [] }
    var found: [(news: News, at: Duration)] = [(.started, opened.elapsed)]
    for service in standing.services { found += news(of: service, since: opened) }
    for index in state.plan.steps.indices { if let news = news(ofStep: index) { found.append(news) } }
    for record in state.prompts where record.isOpen {
      found.append((.waiting(record.prompt.number), record.opened.elapsed))
    }
    if let stop = state.stops.first(where: { !$0.request.isForFailure }) { found.append((.stopping, stop.at.elapsed)) }
    if let ended = state.ended { found.append((.finished, ended.elapsed)) }
    // Sorting is stable only with the places.
    return found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.news)
  }

  private func news(of service: ServiceStanding, since opened: Moment) -> [(news: News, at: Duration)] {
    let name = service.summary.id
    if let back = service.back { return [(.recovered(name), back.elapsed)] }
    guard state.ending == nil else { return [] }
    var found: [(news: News, at: Duration)] = [(.serviceDown(name), opened.elapsed)]
    if service.isTargetNear {
      found.append((.targetNear(name), standing.now.elapsed))
    } else if service.isHalfUsed {
      found.append((.halfUsed(name), standing.now.elapsed))
    }
    return found
  }

  /// A check that is tried to see it red fails as it should, and is no news.
  private func news(ofStep index: Int) -> (news: News, at: Duration)? {
    let planned = state.plan.steps[index]
    let record = state.steps[index]
    guard let ended = record.ended, planned.proof == nil else { return nil }
    if record.outcome == .failed, !state.isFindingOfTriage(index) { return (.failed(planned.id), ended.elapsed) }
    if record.outcome == .passed, planned.step.kindWord == .notify { return (.notify(planned.id), ended.elapsed) }
    return nil
  }
}

extension StopRequest {
  /// The failure has been told by itself.
  fileprivate var isForFailure: Bool {
    if case .failure = cause { true } else { false }
  }
}

extension RunState {
  /// What a `notify` step says, with its values; nil for other steps, and where a value is missing.
  package func message(ofNotify id: StepID) -> (channel: ChannelName, text: String)? {
    guard let index = graph.index(of: id), case .notify(let notification) = plan.steps[index].step.kind,
      let text = text(notification.message, of: index, with: [:])
    else { return nil }
    return (notification.channel, text)
  }
}
