internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  /// The most urgent target that isn't reached yet, the time since its clock began, and a bar.
  func clock(_ width: Int) -> ScreenSection {
    let countdowns = summary.countdowns(at: now)
    let open = mostUrgent(countdowns)
    let verdict = verdict(countdowns, open)
    let room = width - verdict.width - 3
    let times = since(open ?? countdowns.max { $0.elapsed < $1.elapsed })
    let end = times.first { DisplayWidth.of($0) <= room } ?? ""
    var lines = [verdict.withEnd(ScreenLine(end), width: width)]
    if let open, !isOver {
      lines.append(
        ScreenLine(" ") + ScreenLine(ScreenBar.text(open.part, width: max(0, width - 2)), open.isOver ? .bad : .good))
    }
    return ScreenSection(lines: lines, least: lines.count, rank: 1)
  }

  private func mostUrgent(_ countdowns: [TargetCountdown]) -> TargetCountdown? {
    countdowns.filter(\.isOpen).min { $0.left < $1.left }
  }

  /// What is left to the most urgent target; with a plus, how much it is over.
  func bigClock(_ width: Int) -> ScreenSection {
    guard !isOver, !isLast, let open = mostUrgent(summary.countdowns(at: now)) else {
      return ScreenSection(lines: [], rank: 11)
    }
    let time = open.isOver ? "+\((.zero - open.left).clockText)" : open.left.clockText
    let lines = BigDigits.lines(time).map { ScreenLine("  ") + ScreenLine($0, open.style) }
    guard let widest = lines.map(\.width).max(), widest <= width else { return ScreenSection(lines: [], rank: 11) }
    return ScreenSection(lines: lines + [ScreenLine()], least: lines.count, rank: 11, isSpaced: true)
  }

  /// How long it has been going on and what time it is; the fullest text first.
  private func since(_ countdown: TargetCountdown?) -> [String] {
    let elapsed = (countdown?.elapsed ?? now.elapsed).clockText
    let since = "\(elapsed) \(countdown?.since ?? TargetCountdown.sinceStart)"
    let clock = now.wall.timeOfDay
    var texts = ["\(since) · \(clock) ", "\(since) ", "\(elapsed) · \(clock) ", "\(elapsed) "]
    if let countdown, countdown.isExact, countdown.service.target.clock != .started, let spent = allowances {
      texts.insert("\(since), \(spent.runbookText) of it allowances · \(clock) ", at: 0)
    }
    return texts
  }

  private var allowances: Duration? {
    summary.clocks.allowances.map(\.total).flatMap { $0 > .zero ? $0 : nil }
  }

  private func verdict(_ countdowns: [TargetCountdown], _ open: TargetCountdown?) -> ScreenLine {
    if let verdict = summary.verdict {
      return ScreenLine(" \(verdict.words.uppercased())", verdict.style)
    }
    if let open {
      let name = countdowns.count > 1 ? " for \(open.service.id)" : ""
      let target = open.service.target.rto.runbookText
      return open.isOver
        ? ScreenLine(" OVER TARGET by \((.zero - open.left).clockText)", .bad) + ScreenLine(" (\(target)\(name))")
        : ScreenLine(" \(open.text)", open.style) + ScreenLine(" of \(target)\(name)")
    }
    guard !countdowns.isEmpty else { return ScreenLine(" Under way", .strong) }
    let word = isProving ? "PROVING THE CHECKS, recovered" : "RECOVERED"
    guard let slowest = countdowns.compactMap(\.service.countedRTA).max() else {
      return ScreenLine(" \(word), time unknown", .attention)
    }
    let isMet = countdowns.allSatisfy { $0.service.rtoJudgement == .met }
    return ScreenLine(" \(word) in \(slowest.clockText)", isMet ? .good : .bad)
  }
}

extension Verdict {
  fileprivate var style: ScreenStyle {
    switch self {
    case .passed: .good
    case .passedWithConditions: .attention
    case .targetMissed, .failed, .stopped: .bad
    }
  }
}
