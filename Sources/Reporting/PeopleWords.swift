internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension PromptSummary {
  /// What came of the question.
  var said: String {
    if hasExpired { return "nobody answered in time; \(silence)" }
    guard let answer else { return isOpen ? openWords : "none: the run ended" }
    switch answer.choice {
    case .decide: return "chosen: \(answer.option ?? "nothing")"
    case .approve where (prompt.terms?.count ?? 1) > 1: return "approved by \(approvals.count) people"
    case .done where prompt.subject == .manual: return "done"
    default: return answer.choice.words
    }
  }

  private var openWords: String {
    let count = prompt.terms?.count ?? 1
    return approvals.isEmpty ? "still open" : "still open, approved by \(approvals.count) of \(count)"
  }

  private var silence: String {
    switch prompt.terms?.onTimeout ?? .fail {
    case .fail: "that counts as a no"
    case .skip: "it was left out"
    case .approve: prompt.subject == .cleanup ? "the cleanup began" : "by the runbook that counts as a yes"
    case .choose(let option): "by the runbook that chooses \(option)"
    }
  }

  /// Everybody who answered.
  var who: String {
    let people = approvals.map(\.by) + (answer.map { [$0.by] } ?? [])
    var names: [String] = []
    for person in people.map(\.description) where !names.contains(person) { names.append(person) }
    return names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  var reasons: [String] {
    let last = answer.flatMap(\.reason)
    let approving = approvals.compactMap(\.reason).filter { $0 != last }
    return approving + [last].compactMap { $0 }
  }

  /// What a person wrote down, and the files that were attached, each with its hash.
  var reported: [String] {
    guard let answer else { return [] }
    let files = Dictionary(grouping: answer.evidence) { $0.field ?? "" }
    let fields = answer.fields.filter { files[$0.name] == nil }.map { "\($0.name): \($0.value)" }
    let evidence = answer.evidence.map { file in
      "\(file.field ?? "attached"): \(file.name), \(file.bytes.bytesText), SHA-256 \(file.sha256)"
        + (file.path.hasPrefix("/") ? ", kept in \(file.path)" : "")
    }
    return fields + evidence
  }
}

extension RunSummary {
  /// For how long at least one question was open.
  var timeWithQuestions: Duration {
    var total = Duration.zero
    var end = Duration.zero
    let spans = waits.map { ($0.opened.elapsed, $0.opened.elapsed + $0.waited) }.sorted { $0.0 < $1.0 }
    for (from, to) in spans {
      total += max(.zero, to - max(from, end))
      end = max(end, to)
    }
    return total
  }
}

extension Deviation {
  /// A difference of several lines has a table of its own.
  var what: String {
    guard let detail, !detail.contains("\n") else { return kind.words }
    return "\(kind.words): \(detail)"
  }
}

extension ParticipantSummary {
  var words: String {
    switch presence {
    case .present: wasPlanned ? "present, as planned" : "present"
    case .left: "left before the end"
    case .absent: "did not come"
    case .planned, nil: "planned"
    }
  }
}

extension PlanChange {
  var words: String {
    switch self {
    case .step(let change): "\(change.step.id) was edited"
    case .input(let change): "the input \(change.input) of \(change.runbook) was changed"
    case .startsFrom(let phase): "the run started from \(phase.rawValue)"
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
  var words: String {
    switch self {
    case .disruption: "disruption"
    case .detected: "detected"
    case .declared: "declared"
    case .accepted: "accepted"
    case .backlogCleared: "backlog cleared"
    }
  }
}
