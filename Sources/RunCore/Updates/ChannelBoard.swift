internal import RunbookModel

/// What one channel has been told, and what it is still to be told.
struct ChannelBoard: Sendable {
  let name: ChannelName
  /// Nil where only `notify` steps speak to it.
  let rules: UpdateRules?
  /// The least time between two messages.
  let spacing: Duration
  private var told: Set<String> = []
  private(set) var pending: [News] = []
  /// In the run's own time, like all that follows.
  private var lastSent: Duration?
  private var lastRegular = Duration.zero
  /// When each question was spoken of last.
  private var lastAsked: [Int: Duration] = [:]

  /// What arrived in earlier sessions is not told again; what never did is.
  init(_ name: ChannelName, rules: UpdateRules?, spacing: Duration, state: RunState) {
    self.name = name
    self.rules = rules
    self.spacing = spacing
    for update in state.updates where update.word.channel == name && update.word.problem == nil {
      take(told: update.word.about, at: update.at.elapsed)
    }
    for record in state.prompts {
      let number = record.prompt.number
      let last = state.updates.last { update in
        update.word.channel == name && update.word.problem == nil
          && [News.waiting(number).about, News.reminder(number).about].contains(where: update.word.about.contains)
      }
      lastAsked[number] = last?.at.elapsed
    }
  }

  private mutating func take(told words: [String], at elapsed: Duration) {
    told.formUnion(words)
    lastSent = max(lastSent ?? elapsed, elapsed)
    if words.contains(News.regular.about) { lastRegular = max(lastRegular, elapsed) }
  }

  /// Notes what has to be told, in the order in which it happened.
  mutating func note(_ happened: [News], in state: RunState, at now: Duration) {
    for news in happened where wants(news, in: state) && !told.contains(news.about) { add(news) }
    for record in state.prompts where record.isOpen {
      let number = record.prompt.number
      guard let interval = interval(of: record.prompt) else { continue }
      if now - (lastAsked[number] ?? record.opened.elapsed) >= interval, !pending.contains(.waiting(number)) {
        add(.reminder(number))
      }
    }
    if isRegularDue(in: state, at: now) { add(.regular) }
  }

  private mutating func add(_ news: News) {
    if !pending.contains(news) { pending.append(news) }
  }

  private func wants(_ news: News, in state: RunState) -> Bool {
    if case .notify(let step) = news { return state.message(ofNotify: step)?.channel == name }
    guard let rules, let event = news.event else { return false }
    return rules.on.contains(event)
  }

  /// A question's own word on reminders holds also where the site doesn't want to hear of questions.
  private func interval(of prompt: Prompt) -> Duration? {
    guard let rules else { return nil }
    return prompt.terms?.remind ?? (rules.on.contains(.waiting) ? rules.remind : nil)
  }

  /// Regular words keep to the grid that begins with the run, so that they don't drift.
  private func isRegularDue(in state: RunState, at now: Duration) -> Bool {
    guard let every = rules?.every, every > .zero, state.ending == nil, state.opened != nil else { return false }
    return Self.count(of: every, in: now) > Self.count(of: every, in: lastRegular)
  }

  private static func count(of part: Duration, in whole: Duration) -> Int64 {
    whole.nanoseconds / max(1, part.nanoseconds)
  }

  /// Takes all that is pending, unless the channel was spoken to a moment ago and this isn't the last word.
  mutating func takeDue(in state: RunState, at now: Duration, isLast: Bool) -> [News]? {
    // A reminder of a question that somebody has answered helps nobody.
    pending.removeAll { news in
      if case .reminder(let number) = news { !state.openPrompts.contains { $0.number == number } } else { false }
    }
    if state.ending != nil { pending.removeAll { $0 == .regular } }
    guard !pending.isEmpty, isLast || now >= earliest else { return nil }
    defer { pending = [] }
    take(told: pending.map(\.about), at: now)
    for news in pending {
      switch news {
      case .waiting(let number), .reminder(let number): lastAsked[number] = now
      default: break
      }
    }
    return pending
  }

  /// Before this no further message may go out.
  private var earliest: Duration { lastSent.map { $0 + spacing } ?? .zero }

  /// When there will be something to say, if nothing happens meanwhile.
  func nextDue(in state: RunState, at now: Duration) -> Duration? {
    guard pending.isEmpty else { return max(earliest, now) }
    var times: [Duration] = []
    for record in state.prompts where record.isOpen {
      guard let interval = interval(of: record.prompt) else { continue }
      times.append((lastAsked[record.prompt.number] ?? record.opened.elapsed) + interval)
    }
    if let every = rules?.every, every > .zero, state.ending == nil {
      times.append(every * Int(Self.count(of: every, in: max(now, lastRegular)) + 1))
    }
    return times.min().map { max($0, earliest) }
  }
}
