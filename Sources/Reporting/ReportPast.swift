package import RunCore
package import RunbookModel

/// What earlier runs tell that belongs into the report of this one.
package struct ReportPast: Hashable, Sendable {
  /// Runs of the same runbook before this one that are over, the newest first.
  package var earlier: [EarlierRun]
  /// What was changed in the runbook and its files since the last drill of it; nil where there was none.
  package var changes: ChangesSince?
  /// When each step that this run left out was carried out last; no entry where it never was.
  package var lastExercised: [StepID: WallTime]
  /// Whether the records of earlier runs could be asked; where not, the report says so rather than "never".
  package var isKnown: Bool

  package init(
    earlier: [EarlierRun] = [], changes: ChangesSince? = nil, lastExercised: [StepID: WallTime] = [:],
    isKnown: Bool = true
  ) {
    self.earlier = earlier
    self.changes = changes
    self.lastExercised = lastExercised
    self.isKnown = isKnown
  }

  /// Nobody could ask them.
  package static let unknown = ReportPast(isKnown: false)
}

/// A run as the comparison with later ones needs it.
package struct EarlierRun: Hashable, Sendable, Identifiable {
  package struct Service: Hashable, Sendable, Identifiable {
    package var id: ServiceName
    package var rto: Duration?
    /// What the target counts.
    package var rta: Duration?
    package var rpa: Duration?
    package var rtoJudgement: ServiceSummary.Judgement

    package init(
      id: ServiceName, rto: Duration?, rta: Duration?, rpa: Duration?, rtoJudgement: ServiceSummary.Judgement
    ) {
      self.id = id
      self.rto = rto
      self.rta = rta
      self.rpa = rpa
      self.rtoJudgement = rtoJudgement
    }
  }

  package var id: RunID
  package var mode: RunMode
  package var started: WallTime
  package var duration: Duration?
  package var verdict: Verdict?
  package var services: [Service]
  /// How long each step of its runbooks took; those that were not carried out are missing.
  package var steps: [StepID: Duration]

  package init(
    id: RunID, mode: RunMode, started: WallTime, duration: Duration?, verdict: Verdict?, services: [Service],
    steps: [StepID: Duration] = [:]
  ) {
    self.id = id
    self.mode = mode
    self.started = started
    self.duration = duration
    self.verdict = verdict
    self.services = services
    self.steps = steps
  }
}

/// What is not as it was in the last drill.
package struct ChangesSince: Hashable, Sendable {
  /// Something on which the recovery rests: a file beside the runbook, or what its plan takes from the site.
  package struct Change: Hashable, Sendable {
    package enum What: Hashable, Sendable { case changed, added, removed, madeExecutable, madeNotExecutable }

    package var what: What
    /// As seen from the runbook's folder; nil for what the plan takes from the site's file.
    package var file: String?
    /// How many lines came and went; nil where nobody counted them.
    package var lines: Lines?

    package init(_ what: What, file: String?, lines: Lines? = nil) {
      self.what = what
      self.file = file
      self.lines = lines
    }
  }

  package struct Lines: Hashable, Sendable {
    package var added: Int
    package var removed: Int

    package init(added: Int, removed: Int) {
      self.added = added
      self.removed = removed
    }
  }

  package var run: RunID
  package var started: WallTime
  /// Empty where nothing was changed.
  package var changes: [Change]
  /// Why the two can't be compared, in plain words; nil where they were.
  package var obstacle: String?

  package init(run: RunID, started: WallTime, changes: [Change], obstacle: String? = nil) {
    self.run = run
    self.started = started
    self.changes = changes
    self.obstacle = obstacle
  }
}
