internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Templates

/// What the names of an update's template stand for.
struct UpdateValues {
  let news: [News]
  let state: RunState
  let standing: RunStanding
  /// The SHA-256 of the journal's line that ended the run; nil before, and where that line could not be written.
  var endHead: String?

  /// So many of one sort are listed, and the rest counted: a message is for a telephone, not for a file.
  private static let most = 12

  private var plan: Plan { state.plan }
  var isDrill: Bool { plan.mode == .drill }

  var heading: String {
    guard !isDrill else { return "DRILL (this is an exercise)" }
    return "INCIDENT" + (state.opening?.severity.map { " (\($0.rawValue))" } ?? "")
  }

  private var title: String { plan.runbooks.first { $0.name == plan.root }?.title ?? plan.root.text }
  private var run: String { state.opening?.run.text ?? "" }
  private var services: [String] {
    listed(standing.services.map { ServiceSentences(of: $0, isDrill: isDrill).now(isOver: state.ended != nil) })
  }

  private var paragraphs: [String] {
    listed(
      news.compactMap { NewsSentences(news: $0, state: state, standing: standing).paragraph })
  }

  private var time: String {
    guard let opened = state.opened, state.ending == nil else { return "At \(standing.now.wall.hourAndMinute):" }
    return "At \(standing.now.wall.hourAndMinute), "
      + "\((standing.now.elapsed - opened.elapsed).saidText) after the run's start:"
  }

  private var running: [String] {
    let lines = plan.steps.indices.compactMap { index -> String? in
      let planned = plan.steps[index]
      let name = planned.step.name.map { "\(planned.id) (\($0))" } ?? planned.id.description
      switch state.steps[index].state {
      case .running:
        guard let started = state.steps[index].attempts.last?.started else { return name }
        return "\(name), for \(max(.zero, standing.now.elapsed - started.elapsed).saidText)"
      case .backingOff: return "\(name), tried again soon"
      case .waiting, .asking, .finished: return nil
      }
    }
    return listed(lines)
  }

  /// Those that the news don't tell of already.
  private var questions: [String] {
    let told = Set(
      news.compactMap { news -> Int? in
        switch news {
        case .waiting(let number), .reminder(let number): number
        default: nil
        }
      })
    let open = state.prompts.filter { $0.isOpen && !told.contains($0.prompt.number) }
    return listed(open.map { QuestionSentences(record: $0, state: state).text })
  }

  /// By the budgets of what is left; nothing where none is known, or a question waits and so nobody can tell.
  private var estimate: String {
    guard state.ending == nil else { return "" }
    let rest = plan.steps.indices.compactMap { index -> Duration? in
      let planned = plan.steps[index]
      switch state.steps[index].state {
      case .finished: return nil
      case .running:
        let spent = state.steps[index].attempts.last.map { standing.now.elapsed - $0.started.elapsed } ?? .zero
        return planned.remaining - min(spent, planned.step.budget ?? .zero)
      case .waiting, .backingOff, .asking: return planned.remaining
      }
    }
    guard let longest = rest.max(), longest > .zero else { return "" }
    let minutes = Duration.seconds((longest.components.seconds + 59) / 60 * 60)
    let from = state.openPrompts.isEmpty ? "" : " from the answer on"
    return "By the plan, all is done in about \(minutes.saidText)\(from); that is an estimate, no promise."
  }

  private func listed(_ lines: [String]) -> [String] {
    guard lines.count > Self.most else { return lines }
    return lines.prefix(Self.most) + ["and \(lines.count - Self.most) more"]
  }

  /// For whoever keeps the message: against it, nobody can rewrite the record unseen.
  private var journal: String { news.contains(.finished) ? endHead ?? "" : "" }

  var subject: String {
    let site = plan.site.name
    let mark = isDrill ? "[DRILL]" : "[INCIDENT]"
    let lines = news.filter { $0 != .regular }.map { NewsSentences(news: $0, state: state, standing: standing).line }
    let first = news.contains(.finished) ? lines.last : lines.first
    let more = lines.count > 1 ? ", and \(lines.count - 1) more" : ""
    return "\(mark) \(site): \(first ?? "how it stands")\(more)"
  }

  var all: TemplateValue {
    .map([
      "heading": .string(heading), "isDrill": .bool(isDrill), "site": .string(plan.site.name),
      "title": .string(title), "run": .string(run), "time": .string(time), "subject": .string(subject),
      "news": .list(paragraphs.map { .string($0) }), "services": .list(services.map { .string($0) }),
      "hasRunning": .bool(!running.isEmpty), "running": .list(running.map { .string($0) }),
      "questions": .list(questions.map { .string($0) }), "estimate": .string(estimate),
      "journal": .string(journal),
    ])
  }

  /// All of it without a template.
  var plain: String {
    ([heading, plan.site.name, title] + paragraphs + [time] + services + running + questions + [run, journal])
      .joined(separator: "\n")
  }
}

extension Duration {
  /// In words, without fractions: nobody says tenths of a second on the telephone.
  var saidText: String {
    guard self < .seconds(3_600) else { return spokenText }
    return Duration.seconds(components.seconds).spokenText
  }
}

extension WallTime {
  /// `03:04`, as it is said.
  var hourAndMinute: String {
    let civil = civil
    return [civil.hour, civil.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
