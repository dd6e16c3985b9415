internal import RunCore

/// Makes entries durable; those that can't be written are kept and tried again.
struct EntryWriter {
  let journal: any RunJournal
  let observer: any RunObserver
  let time: any TimeSource
  /// In order; empty while the journal can be written.
  private var unwritten: [JournalEntry] = []
  /// When a journal that could not be written is tried again.
  private(set) var nextTry: Uptime?

  /// What the observer has not been told of yet.
  private var untold: [JournalEntry] = []

  /// The attempts whose outcome the last write made durable.
  private(set) var settled: [AttemptID] = []

  private static let retryInterval = Duration.seconds(2)

  init(journal: any RunJournal, observer: any RunObserver, time: any TimeSource) {
    self.journal = journal
    self.observer = observer
    self.time = time
  }

  /// Writes the entries among the effects as one group, and says what the machine has to know of it.
  mutating func write(_ effects: [RunEffect], of state: borrowing RunState) async -> [RunEvent] {
    untold = effects.compactMap { effect in
      if case .append(let entry) = effect { entry } else { nil }
    }
    unwritten += untold
    settled = []
    guard let last = unwritten.last, isTimeToTry else { return [] }
    do {
      try await journal.append(unwritten)
    } catch {
      nextTry = time.now().uptime + Self.retryInterval
      if state.bookkeepingLost { return [] }
      observer.bookkeepingFails("\(error)")
      return [.journalFailed(reason: "\(error)")]
    }
    settled = Self.settled(by: unwritten)
    unwritten = []
    nextTry = nil
    return state.bookkeepingLost
      ? [.journalRestored, .journalSynced(through: last.sequence)]
      : [.journalSynced(through: last.sequence)]
  }

  /// Tells the observer of the entries of the last write: when they are durable, and their effects are under way.
  mutating func tell(of state: borrowing RunState) {
    if !untold.isEmpty { observer.note(untold, state: state) }
    untold = []
  }

  mutating func writeRest() async {
    guard !unwritten.isEmpty else { return }
    do {
      try await journal.append(unwritten)
      unwritten = []
    } catch {
      observer.bookkeepingFails("\(unwritten.count) entries of the journal are lost: \(error)")
    }
  }

  private static func settled(by entries: [JournalEntry]) -> [AttemptID] {
    entries.compactMap { entry in
      switch entry.event {
      case .stepFinished(let end): end.attempt
      case .adHocFinished(let end): end.attempt
      default: nil
      }
    }
  }

  private var isTimeToTry: Bool { nextTry.map { time.now().uptime >= $0 } ?? true }
}
