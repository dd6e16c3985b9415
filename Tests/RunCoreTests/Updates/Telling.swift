import RecoveryPlanning
import RunCore
import RunbookModel

/// A run of which people are told, on a clock that the test moves.
struct Telling {
  var tale: Tale
  var desk: NewsDesk
  var busy: Set<ChannelName> = []

  static let channels = [
    PlannedChannel(name: "managers", way: .email(["ruth@example.org"])),
    PlannedChannel(name: "office", way: .command(["tell"])),
  ]

  /// Half of the target is used after 500 seconds, and a tenth is left after 900; the run is open at its start.
  init(
    _ rules: UpdateRules?, steps: [PlannedStep]? = nil, until: Target.End = .verified, opensNow: Bool = true
  ) throws {
    var plan = Plans.recovery(target: Target(rto: .seconds(1_000), clock: .started, until: until))
    if let steps { plan.steps = steps }
    plan.site.channels = Self.channels
    plan.site.updates = rules
    tale = Tale(plan)
    if opensNow { try tale.open() }
    guard let desk = NewsDesk(plan: plan, state: tale.state) else { throw NobodyIsTold() }
    self.desk = desk
  }

  struct NobodyIsTold: Error {}

  /// What a channel is told at this second.
  mutating func told(_ channel: ChannelName = "managers", at seconds: Double, isLast: Bool = false) -> [String]? {
    let now = tale.state.moment(of: Tale.stamp(seconds))
    let due = desk.due(in: tale.state, at: now, busy: busy, isLast: isLast)
    return due.first { $0.channel == channel }?.news.map(\.about)
  }

  /// All that a channel is told, by the seconds at which it is, if somebody asks whenever the desk wants to be asked.
  mutating func story(_ channel: ChannelName = "managers", from: Double = 0, to end: Double) -> [String] {
    var lines: [String] = []
    var seconds = from
    while seconds <= end {
      if let news = told(channel, at: seconds) { lines.append("\(Int(seconds)): \(news.joined(separator: ", "))") }
      let next = desk.nextDue(in: tale.state, at: tale.state.moment(of: Tale.stamp(seconds)))
      guard let next else { break }
      seconds = max(seconds + 0.5, next / .seconds(1))
    }
    return lines
  }

  /// The same run in another process.
  mutating func resume() throws {
    guard let desk = NewsDesk(plan: tale.state.plan, state: tale.state) else { throw NobodyIsTold() }
    self.desk = desk
  }

  mutating func record(
    _ about: [String], to channel: ChannelName = "managers", problem: String? = nil, at seconds: Double
  ) throws {
    let update = SentUpdate(channel: channel, about: about, text: "", attempts: 1, problem: problem)
    try tale.say(.updateSent(update), at: seconds)
  }

  /// The step fails, and a question about it is opened.
  mutating func ask(_ step: String, at seconds: Double, remind: Duration? = nil) throws {
    try tale.start(step, at: seconds)
    let attempt = AttemptID(step: Plans.id(step), number: 1, purpose: .work)
    let report = AttemptReport(.failed, message: "it broke")
    try tale.say(.stepFinished(AttemptEnd(attempt: attempt, report: report, disposition: .ask)), at: seconds)
    let terms = remind.map { PromptTerms(remind: $0) }
    let prompt = Prompt(
      number: tale.state.prompts.count + 1, step: Plans.id(step), subject: .failure, question: "What now?",
      choices: Choice.afterTry, terms: terms)
    try tale.say(.promptOpened(prompt), at: seconds)
  }

  mutating func answer(_ prompt: Int, at seconds: Double) throws {
    try tale.say(
      .promptAnswered(PromptAnswer(prompt: prompt, choice: .skip, reason: "no need", by: Tale.person)), at: seconds)
  }
}
