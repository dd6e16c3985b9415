internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

/// A question that waits for a person, with all that the person has to know: who may answer, how, and until when.
struct OpenQuestion {
  let record: PromptRecord
  let site: PlannedSite
  let run: RunID
  let now: Moment
  /// Whether another text or another input of the step could help, by the names of the inputs.
  let inputs: [InputName]
  /// Answers that the run has not taken yet.
  let waiting: [PromptAnswer]

  /// All that are open, the oldest first.
  static func all(in state: RunState, _ folder: RunFolder, at stamp: Stamp) -> [OpenQuestion] {
    guard let run = state.opening?.run else { return [] }
    let now = moment(of: stamp, in: state)
    return state.prompts.filter(\.isOpen).map { record in
      let inputs = state.graph.inputs(of: record.prompt.step.runbook).keys.sorted { $0.text < $1.text }
      let waiting = AnswerInbox.waiting(for: record.prompt.number, in: folder, asOf: state)
      return OpenQuestion(
        record: record, site: state.plan.site, run: run, now: now, inputs: inputs, waiting: waiting)
    }
  }

  /// A run that nobody drives may stem from an earlier boot, whose uptimes mean nothing here.
  private static func moment(of stamp: Stamp, in state: RunState) -> Moment {
    guard let last = state.last, state.sessions.last?.opening.boot != BootIdentity.current else {
      return state.moment(of: stamp)
    }
    return Moment(wall: stamp.wall, elapsed: last.elapsed + max(.zero, stamp.wall - last.wall))
  }

  var prompt: Prompt { record.prompt }

  var waited: Duration { max(.zero, now.elapsed - record.opened.elapsed) }

  /// What asks, in words.
  var kind: String {
    switch prompt.subject {
    case .failure: "a step failed"
    case .unknownOutcome: "nobody knows how a step ended"
    case .hostKey: "an unknown host"
    case .hostMarker: "a host that somebody else recovers"
    case .manual: "work by hand"
    case .approval: "an approval"
    case .decision: "a decision"
    case .cleanup: "before a drill cleans up"
    }
  }

  // MARK: - Who

  /// Those who may answer; empty for anybody.
  var people: [PlannedPerson] { prompt.terms?.role.map { site.people(with: $0) } ?? [] }

  /// Who may answer, and how they are reached; nil for anybody whom nobody needs to call.
  var who: String? {
    let names = people.map { person in person.name.text + (person.contact.map { ", \($0)" } ?? "") }
    let role = prompt.terms?.role.map { role in
      names.isEmpty ? "\(role): nobody of the site has that role" : "\(role): \(names.joined(separator: "; "))"
    }
    let contact = prompt.terms?.contact.map { "call \($0)" }
    let all = [role, contact].compactMap(\.self)
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }

  /// How far several who must approve have come.
  var approvals: String? {
    guard prompt.subject == .approval, let terms = prompt.terms, terms.count > 1 else { return nil }
    let said = (record.approvals.map(\.word) + waiting.filter { $0.choice == .approve }).map(\.by.description)
    return "\(terms.count) different people must approve, "
      + (said.isEmpty ? "nobody has so far" : "\(said.count) has: \(said.joined(separator: ", "))")
  }

  /// Set where an answer lies there that settles the question as soon as the run takes it.
  var answered: String? {
    guard let last = waiting.last, last.choice != .approve || stillMissing <= 0 else { return nil }
    return "\(last.by) said \(AnswerWords.said(last)); it takes effect when the run is taken up"
  }

  private var stillMissing: Int {
    (prompt.terms?.count ?? 1) - record.approvals.count - waiting.count { $0.choice == .approve }
  }

  var excluded: String? { prompt.terms?.excluded.map { "\($0), who started the run, is not one of them" } }

  // MARK: - Until when

  var left: Duration? { prompt.terms?.timeout.map { $0 - waited } }

  /// When silence decides, and what it says.
  var timing: String? {
    guard let left, let silence else { return nil }
    guard left > .zero else { return "its time is over, and as soon as the run is in hand \(silence)" }
    return "in \(left.roundedText), at \((now.wall + left).timeOfDay); then \(silence)"
  }

  private var silence: String? {
    guard let terms = prompt.terms, terms.timeout != nil else { return nil }
    return SilenceWords.words(terms.onTimeout, prompt.subject)
  }
}

/// What comes of nobody's answer.
enum SilenceWords {
  static func words(_ silence: Silence, _ subject: Prompt.Subject) -> String {
    switch silence {
    case .fail: subject == .approval ? "it counts as refused" : "the step counts as failed"
    case .skip: "the run goes on without the step"
    case .approve: subject == .cleanup ? "the cleanup begins" : "it counts as approved"
    case .choose(let option): "\(option) counts as chosen"
    }
  }
}
