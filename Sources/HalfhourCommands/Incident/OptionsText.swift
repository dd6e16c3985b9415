internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What can be done about a service that is down, on one screen, for somebody who is tired.
struct OptionsText {
  let service: Service
  let time: RecoveryTime
  /// What is known of the incident's clocks, as it was understood.
  var known: [String] = []
  /// In the order in which they are offered.
  let options: [RecoveryOption]
  /// Numbers stand before them where one is to be chosen.
  var isChoice = true
  let width: Int

  var lines: [String] {
    var lines = (known + [heading] + clock).flatMap { wrapped($0, indent: 0) }
    for (place, option) in options.enumerated() {
      lines.append("")
      lines += self.lines(of: option, number: isChoice ? place + 1 : nil)
    }
    return lines
  }

  private var heading: String {
    let fallback = service.fallback.map { " Meanwhile: \($0)" } ?? ""
    return
      "\(service.name) (\(service.tier.rawValue)) is to be back in \(time.target.rto.runbookText) \(from).\(fallback)"
  }

  private var from: String {
    switch time.target.clock {
    case .disruption: "after it went down"
    case .declared: "after the incident is declared"
    case .started: "after the recovery starts"
    }
  }

  /// How much time has gone, and how much is left.
  private var clock: [String] {
    let now = time.now
    guard let began = time.began else {
      return time.target.clock == .started
        ? ["It counts from the start of the recovery."]
        : [
          "Nobody has said when \(time.target.clock == .disruption ? "it went down" : "it was declared"), so the times below count from now. Say it: \(time.target.clock == .disruption ? "--disrupted-at" : "--declared-at") 02:47"
        ]
    }
    let elapsed = "\((now - began).ageText) of it are gone"
    let deadline = ClockWords.clock(time.deadline, now: now)
    return [
      now <= time.deadline
        ? "\(elapsed), and \((time.deadline - now).ageText) are left, until \(deadline)."
        : "\(elapsed): its time was over at \(deadline). Every minute still counts."
    ]
  }

  private func lines(of option: RecoveryOption, number: Int?) -> [String] {
    let lead = number.map { "\($0)  " } ?? ""
    guard let name = option.name else {
      return wrapped("-  \(option.path) can't be read: halfhour check \(option.path)", indent: 3)
    }
    let rest = String(repeating: " ", count: lead.count)
    var lines = wrapped("\(lead)\(option.strategy.rawValue.uppercased())  \(name): \(option.title)", indent: lead.count)
    for past in option.history.tries {
      lines += wrapped("\(rest)\(past.label.filled(to: 8))  \(past.words)", indent: lead.count + 10)
    }
    for (word, text) in [
      ("start by", start(option)), ("measured", measured(option)), ("data", option.risk), ("needs", needs(option)),
    ] {
      guard let text else { continue }
      lines += wrapped("\(rest)\(word.filled(to: 8))  \(text)", indent: lead.count + 10)
    }
    return lines
  }

  private func start(_ option: RecoveryOption) -> String? {
    guard let took = option.slowest else { return nil }
    let latest = time.latestStart(took)
    if latest < time.now {
      return
        "begun now, it is done at about \(ClockWords.clock(time.now + took, now: time.now)), \((time.now + took - time.deadline).ageText) too late"
    }
    let rest = latest - time.now
    if time.target.clock == .started { return "in time whenever it begins: it has \(rest.ageText) to spare" }
    return "\(ClockWords.clock(latest, now: time.now)) at the latest, which is in \(rest.ageText)"
  }

  private func measured(_ option: RecoveryOption) -> String? {
    guard let last = option.measured.first, let slowest = option.slowest else {
      return "never measured: nobody knows how long it takes"
    }
    let line = "\(last.took.roundedText) in the \(last.mode.rawValue) of \(last.ended.day)"
    guard option.measured.count > 1 else { return line }
    return slowest == last.took
      ? "\(line), the slowest of the last \(option.measured.count)"
      : "\(line); slowest of the last \(option.measured.count): \(slowest.roundedText)"
  }

  private func needs(_ option: RecoveryOption) -> String? {
    guard !option.missing.isEmpty else { return nil }
    return option.missing.map { "--input \($0.name)=…" + ($0.about.map { " (\($0))" } ?? "") }.joined(separator: ", ")
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let room = max(20, width - indent)
    // The blanks that align the first line are no words, and would be lost.
    let head = String(text.prefix(indent))
    let lines = WrappedText.lines(String(text.dropFirst(indent)), width: room, most: 4)
    return lines.enumerated().map { ($0 == 0 ? head : String(repeating: " ", count: indent)) + $1 }
  }
}

extension String {
  fileprivate func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
