internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What a person does with the questions of a run on one terminal: keys in, answers out; it knows no terminal and no disk.
///
/// No key answers by mistake: Enter alone says nothing anywhere, keys that were under way when a question appeared are
/// dropped, and pastes, arrows and bursts choose nothing.
struct AnswerDialog: Sendable {
  /// `choosing` → any of the others → `choosing`; `sent` ends when the question closes.
  enum Stage: Hashable, Sendable {
    case choosing
    case naming(TypedAnswer, [PlannedPerson])
    case typing(TypedAnswer, TypedAnswer.Blank, LineEntry)
    case confirming(TypedAnswer)
    /// A change of the step would be lost.
    case discarding(TypedAnswer, LineEntry)
    /// The question was closed in the middle of an answer, of which this was typed; the next one must not get the rest.
    case interrupted(String)
    case reading([String])
    /// The line for another terminal that runs a command is shown.
    case command
    case sent(PromptAnswer, Uptime)
    /// When did it go down?
    case disruption(LineEntry)
    /// A time so long ago may be one of tomorrow.
    case confirmingDisruption(WallTime, LineEntry)
  }

  /// What a person is told in passing.
  struct Notice: Hashable, Sendable {
    var text: String
    var isProblem: Bool
    var since: Uptime
  }

  /// Who works here, as far as is known without asking.
  let me: Operator
  /// Whether a step can be edited from here.
  let amends: Bool
  /// `q` leaves the view where somebody only looks on.
  let qStops: Bool
  var stage = Stage.choosing
  /// The number of the question on the screen.
  var question: Int?
  /// When it came onto the screen.
  private var since = Uptime(nanoseconds: 0)
  var notice: Notice?
  /// A file is being copied, or a change looked at.
  var isBusy = false

  /// Keys that a person pressed without having seen the question.
  static let firstLook = Duration.milliseconds(500)
  /// An answer of which nothing is heard for so long did not count.
  private static let patience = Duration.seconds(5)
  private static let noticeTime = Duration.seconds(20)

  init(me: Operator, amends: Bool, qStops: Bool) {
    self.me = me
    self.amends = amends
    self.qStops = qStops
  }

  /// Takes in how the run stands now.
  mutating func look(at state: RunState, now: Uptime) {
    if let old = notice, now - old.since > Self.noticeTime { notice = nil }
    let open = state.prompts.filter(\.isOpen).map(\.prompt.number)
    if let question, !open.contains(question) { leave(question, state, now) }
    if question == nil, let next = open.first {
      question = next
      since = now
      if notice?.isProblem == true { notice = nil }
    }
    guard case .sent(let answer, let sent) = stage else { return }
    let record = state.prompts.first { $0.prompt.number == answer.prompt }
    if record?.approvals.contains(where: { $0.word.by.isSamePerson(as: answer.by) }) == true {
      tell("\(answer.by) has approved; somebody else must, too", now)
      stage = .choosing
    } else if now - sent > Self.patience {
      stage = .choosing
    }
  }

  /// The question has been answered, here or elsewhere, or its time is over.
  private mutating func leave(_ number: Int, _ state: RunState, _ now: Uptime) {
    question = nil
    var isMine = false
    if case .sent(let answer, _) = stage {
      let given = state.prompts.first { $0.prompt.number == number }?.answer
      isMine = given.map { $0.choice == answer.choice && $0.by == answer.by } ?? false
    }
    if !isMine, let record = state.prompts.first(where: { $0.prompt.number == number }) {
      let words = Self.closing(of: record)
      notice = Notice(text: "question \(number) is closed: \(words)", isProblem: false, since: now)
    }
    switch stage {
    case .disruption, .confirmingDisruption, .interrupted: break
    case .typing(_, _, let entry), .discarding(_, let entry):
      stage = .interrupted(entry.text)
      isBusy = false
    case .naming, .confirming:
      stage = .interrupted("")
    case .choosing, .reading, .command, .sent:
      stage = .choosing
      isBusy = false
    }
  }

  static func closing(of record: PromptRecord) -> String {
    guard let answer = record.answer else {
      return record.hasExpired ? "nobody answered in time" : "its answer is not needed any more"
    }
    let what = answer.option.map { "\(answer.choice.rawValue) \($0)" } ?? answer.choice.rawValue
    return "\(what), said \(answer.by)" + (answer.reason.map { ": \($0)" } ?? "")
  }

  mutating func tell(_ text: String, _ now: Uptime, isProblem: Bool = false) {
    notice = Notice(text: text, isProblem: isProblem, since: now)
  }

  /// Whether a line is being typed, so that letters are text.
  var isTyping: Bool {
    switch stage {
    case .typing, .disruption, .interrupted: true
    default: false
    }
  }

  /// Whether the person can be asked when it went down.
  static func asksForDisruption(_ state: RunState) -> Bool {
    state.ending == nil && state.missingClocks.contains(.disruption)
  }

  func prompt(in state: RunState) -> Prompt? {
    question.flatMap { number in state.prompts.first { $0.prompt.number == number && $0.isOpen }?.prompt }
  }

  /// What these keys come to, in their order.
  mutating func take(_ keys: [Key], state: RunState, now: Stamp) -> [AnswerAction] {
    look(at: state, now: now.uptime)
    return keys.flatMap { take($0, state, now) }
  }

  private mutating func take(_ key: Key, _ state: RunState, _ now: Stamp) -> [AnswerAction] {
    switch stage {
    case .disruption(let entry): return type(key, into: entry, now)
    case .confirmingDisruption(let time, let entry): return confirmDisruption(key, time, entry)
    case .interrupted:
      guard key == .escape else { return [] }
      stage = .choosing
      since = now.uptime
      return []
    case .choosing where key == .text("t") && Self.asksForDisruption(state) && !isFirstLook(now.uptime):
      stage = .disruption(LineEntry())
      return []
    default: break
    }
    guard let prompt = prompt(in: state), !isFirstLook(now.uptime) else { return [] }
    switch stage {
    case .choosing: return choose(key, prompt, state, now)
    case .naming(let draft, let people): return name(key, draft, people, state, now)
    case .typing(let draft, let blank, let entry): return type(key, into: entry, for: blank, of: draft, state, now)
    case .confirming(let draft): return confirm(key, draft, state, now)
    case .discarding(let draft, let entry): return discard(key, draft, entry)
    case .reading, .command:
      if [.escape, .text("l"), .text("x"), .text("q"), .enter, .text(" ")].contains(key) { stage = .choosing }
      return []
    case .sent, .disruption, .confirmingDisruption, .interrupted: return []
    }
  }

  private func isFirstLook(_ now: Uptime) -> Bool { question != nil && now - since < Self.firstLook }

  private mutating func choose(_ key: Key, _ prompt: Prompt, _ state: RunState, _ now: Stamp) -> [AnswerAction] {
    guard let meaning = AnswerKey.meaning(of: key, for: prompt, amends: amends, qStops: qStops) else { return [] }
    notice = nil
    switch meaning {
    case .choice(let choice): return goOn(TypedAnswer(choice, of: prompt, by: me), state, now)
    case .option(let place):
      var draft = TypedAnswer(.decide, of: prompt, by: me)
      draft.answer.option = prompt.terms?.options[place].name
      return goOn(draft, state, now)
    case .input:
      var draft = TypedAnswer(.amend, of: prompt, by: me)
      draft.changesInput = true
      return goOn(draft, state, now)
    case .edit: return [.edit(prompt.step)]
    case .log: return [.readLog(prompt.step)]
    case .command: stage = .command
    case .next:
      let open = state.prompts.filter(\.isOpen).map(\.prompt.number)
      question = open.first { $0 > prompt.number } ?? open.first
    }
    return []
  }
}
