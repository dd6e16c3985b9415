internal import Reporting
internal import RunCore
internal import RunbookModel

/// Judges what is known of a service; knows no clock but the time that it is given.
struct ServiceJudge {
  let facts: ServiceFacts
  let now: WallTime

  var findings: [ServiceFinding] {
    switch facts.standing {
    case .noRunbook:
      return [
        ServiceFinding(
          kind: .noRunbook, short: "has no runbook",
          words: "no runbook: nobody can rebuild it — write one beside site.yaml with `service: \(facts.service.name)`."
        )
      ] + past
    case .broken(let path, let words):
      return [
        ServiceFinding(
          kind: .brokenRunbook, short: "has a runbook that can't be carried out: \(PathText.name(of: path))",
          words: "its runbook can't be carried out: \(words) — see `halfhour check \(path)`.")
      ] + past
    case .readable: return past
    }
  }

  private var past: [ServiceFinding] {
    [drill, time, backup, precheck, changes, overdue, conditions, people, look].compactMap { $0 } + hosts
  }

  private var again: String { facts.path.map { "`halfhour drill \($0)`" } ?? "drill it" }

  private var drill: ServiceFinding? {
    guard let last = facts.lastDrill else {
      if case .noRunbook = facts.standing { return nil }
      let meaning =
        facts.incidents.first.map { "it was last run in the incident of \($0.day), which is no drill" }
        ?? "nobody knows whether the runbook works"
      return ServiceFinding(
        kind: .neverDrilled, short: "was never drilled",
        words: "never drilled on this machine: \(meaning) — \(again).")
    }
    if last.isPassed { return nil }
    let ago = "\(last.day), \((now - last.started).agoText)"
    let see = "see `halfhour report \(last.run)`"
    switch last.verdict {
    case .targetMissed:
      return ServiceFinding(
        kind: .targetMissed, short: "missed its target in its last drill (\(last.day))",
        words: "its last drill (\(ago)) missed a target\(took(last)) — \(see).")
    case .stopped:
      return ServiceFinding(
        kind: .drillFailed, short: "had its last drill stopped (\(last.day))",
        words: "its last drill (\(ago)) was stopped — \(see), then \(again).")
    default:
      return ServiceFinding(
        kind: .drillFailed, short: "failed its last drill (\(last.day))",
        words: "its last drill (\(ago)) failed — \(see), mend it, then \(again).")
    }
  }

  private func took(_ drill: DrillFact) -> String {
    let target = facts.service.target
    guard let rta = drill.rta, rta > target.rto else { return "" }
    return ": it took \(rta.roundedText) of \(target.rto.targetText)"
  }

  /// A drill that passed then may be too slow for today's objective.
  private var time: ServiceFinding? {
    guard let last = facts.lastDrill, last.isPassed, let rta = last.rta, rta > facts.service.target.rto else {
      return nil
    }
    let objective = facts.service.target.rto.targetText
    return ServiceFinding(
      kind: .targetMissed, short: "took \(rta.roundedText) of \(objective)",
      words:
        "its last drill took \(rta.roundedText), and the objective is \(objective) now — make it faster, or say so.")
  }

  private var backup: ServiceFinding? {
    guard let rpo = facts.service.target.rpo, facts.restoresData, let look = facts.backup, look.age > rpo else {
      return nil
    }
    let age = "\(look.age.ageText) old, the objective is \(rpo.targetText)"
    return ServiceFinding(
      kind: .backupTooOld, short: "has a backup that is too old: \(look.age.shortAge) of \(rpo.targetText)",
      words: "its newest backup was \(age), as seen \((now - look.seen).agoText) — see why none came since.")
  }

  /// What a drill that passed since has disproved is only history.
  private var precheck: ServiceFinding? {
    guard let record = facts.precheck, !record.isPassed else { return nil }
    if let passed = facts.lastPassedDrill, passed.started > record.started { return nil }
    let failures = record.failures.joined(separator: "; ")
    return ServiceFinding(
      kind: .precheckFailed, short: "failed its precheck",
      words: "its precheck failed \((now - record.started).agoText): \(failures)")
  }

  private var changes: ServiceFinding? {
    // Without one, the last drill itself is what there is to say.
    guard let passed = facts.lastPassedDrill else { return nil }
    switch facts.changes {
    case .notDrilled: return nil
    case .unknown(let reason):
      return ServiceFinding(
        kind: .needsVerification, short: "needs verification: what was drilled on \(passed.day) can't be compared",
        words: "needs verification: what was drilled on \(passed.day) can't be compared: \(reason) — \(again).")
    case .known(let changes):
      guard let first = changes.first else { return nil }
      let more = changes.count == 1 ? "" : " and \(changes.count - 1) more"
      let all = changes.map(\.words).joined(separator: ", ")
      return ServiceFinding(
        kind: .needsVerification, short: "needs verification: \(first.words)\(more) since \(passed.day)",
        words: "needs verification: \(all) since the drill of \(passed.day) — look with --diff, then \(again).")
    }
  }

  private var overdue: ServiceFinding? {
    guard let due = facts.nextDrill, let days = due.daysLate(at: now), days > 0 else { return nil }
    let late = days == 1 ? "1 day" : "\(days) days"
    return ServiceFinding(
      kind: .overdue, short: "is overdue for a drill by \(late)",
      words: "overdue: its drill was due on \(due.day), \(late) ago — \(again).")
  }

  private var conditions: ServiceFinding? {
    guard let last = facts.lastDrill, last.verdict == .passedWithConditions else { return nil }
    return ServiceFinding(
      kind: .conditions, short: "passed its last drill with conditions",
      words: "its last drill passed with conditions — `halfhour report \(last.run)` names them.")
  }

  private var people: ServiceFinding? {
    guard facts.people.count == 1, let only = facts.people.first else { return nil }
    return ServiceFinding(
      kind: .onePerson, short: "is known to \(only) alone",
      words: "only \(only) has done it on this machine, which is a risk — let somebody else do the next drill.")
  }

  /// With an objective for the age of the data, a look that is older says nothing of it.
  private var look: ServiceFinding? {
    guard let rpo = facts.service.target.rpo, facts.restoresData, facts.lastDrill != nil else { return nil }
    // Prechecks that don't tell it saw nothing of it.
    guard let seen = facts.backup?.seen else {
      return ServiceFinding(
        kind: .oldLook, short: "has a backup that nobody looked at",
        words: "nobody knows the age of its newest backup — `--check` looks, where prechecks tell it.")
    }
    guard now - seen > max(rpo, .seconds(86_400)) else { return nil }
    return ServiceFinding(
      kind: .oldLook, short: "has a backup that nobody looked at lately",
      words: "its backups were looked at \((now - seen).agoText) — `--check` looks again.")
  }

  private var hosts: [ServiceFinding] {
    (facts.precheck?.subjects ?? []).filter { !$0.stops && $0.problem != nil }.map {
      ServiceFinding(
        kind: .hostTrouble, short: "has a host to look at: \($0.name)",
        words: "\($0.kind.rawValue) \($0.name): \($0.problem ?? "")")
    }
  }
}
