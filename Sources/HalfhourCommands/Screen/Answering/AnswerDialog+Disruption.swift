internal import RunCore
internal import RunbookModel

/// When did it go down? Asked quietly in an incident that began without it; nothing waits for the answer.
extension AnswerDialog {
  /// A time of day that lies further back was more likely meant to be later today, or is a slip.
  private static let surprisingAge = Duration.seconds(6 * 3_600)

  mutating func type(_ key: Key, into entry: LineEntry, _ now: Stamp) -> [AnswerAction] {
    var entry = entry
    if key == .escape {
      stage = .choosing
      return []
    }
    guard key == .enter else {
      if entry.take(key) { stage = .disruption(entry) }
      return []
    }
    guard let text = entry.content else { return [] }
    let read: WallTime?
    do throws(CommandFailure) {
      read = try ClockTime(now: now.wall).read(text.lowercased() == "unknown" ? "unknown" : text)
    } catch {
      tell(error.message, now.uptime, isProblem: true)
      return []
    }
    guard let time = read else { return stamp(nil) }
    guard now.wall - time <= Self.surprisingAge else {
      stage = .confirmingDisruption(time, entry)
      return []
    }
    return stamp(time)
  }

  mutating func confirmDisruption(_ key: Key, _ time: WallTime, _ entry: LineEntry) -> [AnswerAction] {
    switch key {
    case .text("y"), .text("Y"): return stamp(time)
    case .text("n"), .text("N"), .escape: stage = .disruption(entry)
    default: break
    }
    return []
  }

  private mutating func stamp(_ time: WallTime?) -> [AnswerAction] {
    stage = .choosing
    notice = nil
    return [.stamp(ClockStamp(clock: .disruption, time: time, by: me))]
  }
}
