internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookModel
internal import StepExecutors
internal import Synchronization

/// Keeps people informed of a run: watches it, decides what is to be told, and hands it to the courier.
///
/// It folds the run's entries into a state of its own and works in tasks of its own, so that the run never waits for it.
final class UpdateService: RunObserver {
  private struct Model {
    var state: RunState
    var isStale = true
  }

  private let model: Mutex<Model>
  private let desk: Mutex<NewsDesk>
  private let courier: UpdateCourier
  private let journal: JournalFile
  private let outcomes = UpdateOutcomes()
  private let template: ReportTemplates.Source?
  private let hasWarned = Atomic(false)
  /// How many messages earlier sessions have told of.
  private let toldBefore: Int
  private let clock = SystemClock()

  /// What happens within it is told together, and a run that changes fast costs little.
  private static let interval = Duration.milliseconds(250)

  /// Nil where nobody is to be told anything.
  init?(_ session: RunSession, state: RunState, intake: EventIntake) {
    let (plan, opening) = (session.plan, session.opening)
    guard !session.leavesNothing, let desk = NewsDesk(plan: plan, state: state) else { return nil }
    model = Mutex(Model(state: state))
    self.desk = Mutex(desk)
    journal = session.journal
    toldBefore = state.updates.count
    template = UpdateTemplate.ofSite(plan, base: opening.folder)
    let settings = DeliverySettings(
      run: opening.run, mode: plan.mode, folder: PathText.resolve(plan.site.folder, in: opening.folder),
      environment: Me.environment, machine: Me.machine)
    courier = UpdateCourier(channels: plan.site.channels, settings: settings) { [outcomes] sent in
      outcomes.add(sent)
      intake.put(.updateSent(sent))
    }
  }

  func note(_ entries: [JournalEntry], state: borrowing RunState) {
    model.withLock { model in
      for entry in entries {
        do { try model.state.apply(entry) } catch { model.state = copy state }
      }
      model.isStale = true
    }
  }

  func bookkeepingFails(_ reason: String) {}
  func ignores(_ answer: PromptAnswer, because objection: String) {}

  /// Tells people until it is cancelled.
  func work() async {
    var next: Duration?
    while !Task.isCancelled {
      let (state, isStale) = model.withLock { model in
        defer { model.isStale = false }
        return (model.state, model.isStale)
      }
      let now = state.moment(of: clock.now())
      if state.opened != nil, isStale || next.map({ now.elapsed >= $0 }) ?? false {
        tell(of: state, at: now, isLast: false)
        next = desk.withLock { $0.nextDue(in: state, at: now) }
      }
      do { try await Task.sleep(for: Self.interval) } catch { return }
    }
  }

  private func tell(of state: RunState, at now: Moment, isLast: Bool) {
    let busy = courier.busy
    for update in desk.withLock({ $0.due(in: state, at: now, busy: busy, isLast: isLast) }) {
      let text = UpdateText(update.news, of: state, at: now, endHead: journal.endHead, template: template)
      if let warning = text.warning, !hasWarned.exchange(true, ordering: .relaxed) {
        Output.error("WARNING: the site's template for updates is not used: \(warning)")
      }
      courier.send(
        UpdateMessage(
          channel: update.channel, about: update.news.map(\.about), subject: text.subject, text: text.body,
          written: now.wall, isRegular: update.news == [.regular]))
    }
  }

  /// What could not be told at the end, when nobody looks at the journal any more.
  func warn() {
    for sent in outcomes.all where sent.problem != nil && sent.about.contains(News.finished.about) {
      Output.error("WARNING: \(sent.channel) was not told how the run ended: \(sent.problem ?? "")")
    }
  }

  /// Says the last word, waits for it a moment, and records what the run's own loop did not hear of any more.
  func close(_ leaving: RunLeaving, _ state: RunState, journal: JournalFile) async -> RunState {
    if state.opened != nil { tell(of: state, at: state.moment(of: clock.now()), isLast: true) }
    await courier.close(within: leaving.graceForUpdates)
    var state = state
    for sent in outcomes.missing(in: state.updates.dropFirst(toldBefore).map(\.word)) {
      let entry = JournalEntry(sequence: state.lastSequence + 1, stamp: clock.now(), event: .updateSent(sent))
      // A journal that lacks entries gets none behind them; a message is no reason to say so again.
      guard !journal.isBehind else { break }
      do {
        try await journal.append([entry])
        try state.apply(entry)
      } catch { break }
    }
    return state
  }
}

/// What became of messages, as the courier told it.
private final class UpdateOutcomes: Sendable {
  private let sent = Mutex<[SentUpdate]>([])

  func add(_ update: SentUpdate) { sent.withLock { $0.append(update) } }

  var all: [SentUpdate] { sent.withLock { $0 } }

  /// Those that are not among what was recorded.
  func missing(in recorded: [SentUpdate]) -> [SentUpdate] {
    var rest = sent.withLock { $0 }
    for update in recorded {
      if let place = rest.firstIndex(of: update) { rest.remove(at: place) }
    }
    return rest
  }
}

extension RunLeaving {
  /// Who leaves a run in a hurry is not kept long.
  fileprivate var graceForUpdates: Duration {
    switch self {
    case .finished, .waiting: .seconds(5)
    case .left: .seconds(1)
    }
  }
}
