internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension PromptSummary {
  /// What came of the question.
  func said(say: Phrasebook = .english) -> String {
    if hasExpired { return silence(say) }
    guard let answer else { return isOpen ? openWords(say) : say("none: the run ended") }
    switch answer.choice {
    case .decide: return answer.option.map { say("chosen: \($0)") } ?? say("chosen: nothing")
    case .approve where (prompt.terms?.count ?? 1) > 1: return say("approved by \(approvals.count) people")
    case .done where prompt.subject == .manual: return say("done")
    default: return answer.choice.words(say: say)
    }
  }

  private func openWords(_ say: Phrasebook) -> String {
    let count = prompt.terms?.count ?? 1
    return approvals.isEmpty ? say("still open") : say("still open, approved by \(approvals.count) of \(count)")
  }

  private func silence(_ say: Phrasebook) -> String {
    switch prompt.terms?.onTimeout ?? .fail {
    case .fail: say("nobody answered in time; that counts as a no")
    case .skip: say("nobody answered in time; it was left out")
    case .approve where prompt.subject == .cleanup: say("nobody answered in time; the cleanup began")
    case .approve: say("nobody answered in time; by the runbook that counts as a yes")
    case .choose(let option): say("nobody answered in time; by the runbook that chooses \(option)")
    }
  }

  /// Everybody who answered, each once.
  var people: [String] {
    let people = approvals.map(\.by) + (answer.map { [$0.by] } ?? [])
    var names: [String] = []
    for person in people.map(\.description) where !names.contains(person) { names.append(person) }
    return names
  }

  var who: String { people.isEmpty ? "–" : people.joined(separator: ", ") }

  var reasons: [String] {
    let last = answer.flatMap(\.reason)
    let approving = approvals.compactMap(\.reason).filter { $0 != last }
    return approving + [last].compactMap { $0 }
  }

  /// What a person wrote down, and the files that were attached, each with its hash.
  func reported(say: Phrasebook = .english) -> [String] {
    guard let answer else { return [] }
    let files = Dictionary(grouping: answer.evidence) { $0.field ?? "" }
    let fields = answer.fields.filter { files[$0.name] == nil }.map { "\($0.name): \($0.value)" }
    let evidence = answer.evidence.map { file in
      let name = file.field ?? say("attached")
      return file.path.hasPrefix("/")
        ? say("\(name): \(file.name), \(say.size(file.bytes)), SHA-256 \(file.sha256), kept in \(file.path)")
        : say("\(name): \(file.name), \(say.size(file.bytes)), SHA-256 \(file.sha256)")
    }
    return fields + evidence
  }
}

extension RunSummary {
  /// When at least one question was open.
  var questionTimes: [Range<Duration>] {
    waits.filter { $0.waited > .zero }.map { $0.opened.elapsed..<($0.opened.elapsed + $0.waited) }.merged
  }
}

extension Deviation {
  /// A difference of several lines has a table of its own.
  func what(say: Phrasebook = .english) -> String {
    let words = kind.words(say: say)
    guard let detail, !detail.contains("\n") else { return words }
    return "\(words): \(detail)"
  }
}

extension ParticipantSummary {
  func words(say: Phrasebook = .english) -> String {
    switch presence {
    case .present: wasPlanned ? say("present, as planned") : say("present")
    case .left: say("left before the end")
    case .absent: say("did not come")
    case .planned, nil: say("planned")
    }
  }
}

extension PlanChange {
  func words(say: Phrasebook) -> String {
    switch self {
    case .step(let change): say("\(change.step.id) was edited")
    case .input(let change): say("the input \(change.input) of \(change.runbook) was changed")
    case .startsFrom(let phase): say("the run started from \(phase.words(say: say))")
    }
  }

  /// The lines of the difference, as in a unified diff.
  var differenceLines: [String] {
    switch self {
    case .step(let change):
      change.difference.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .prefix(Self.mostLines).filter { !$0.isEmpty }
    case .input(let change): ["-\(change.before)", "+\(change.after)"]
    case .startsFrom: []
    }
  }

  private static let mostLines = 200
}

extension RunClock {
  var words: String { words(say: .english) }

  func words(say: Phrasebook) -> String {
    switch self {
    case .disruption: say("disruption")
    case .detected: say("detected")
    case .declared: say("declared")
    case .accepted: say("accepted")
    case .backlogCleared: say("backlog cleared")
    case .dataFrom: say("data from")
    }
  }
}
