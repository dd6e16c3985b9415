internal import RecoveryStatistics
package import RunCore
package import RunbookModel

/// A service with what was measured of it in a period and in the one before.
package struct PeriodService: Hashable, Sendable {
  package enum Standing: String, Hashable, Sendable {
    case ofSite = "of-site"
    /// Runs recovered it, and the site's file doesn't name it any more.
    case vanished
    /// There is no site's file to ask.
    case unknown
  }

  /// When the next drill is due.
  package enum Due: Hashable, Sendable {
    /// Nobody said how often, or the service isn't the site's.
    case never
    /// No drill ever recovered it.
    case now
    case on(WallTime)
  }

  /// How it came back in one run.
  package struct Measured: Hashable, Sendable {
    package var run: RunID
    package var mode: RunMode
    package var started: WallTime
    /// Of the run as a whole; nil while it is not over.
    package var verdict: Verdict?
    /// Its own last check held.
    package var isVerified: Bool
    /// What its target counted; nil where that was not measured.
    package var rta: Duration?
    package var rto: Duration?
    package var rpa: Duration?
    package var rtoJudgement: ServiceSummary.Judgement
    package var rpoJudgement: ServiceSummary.Judgement
    package var bytesRestored: Int?
    package var phases: [Phase: Duration]

    package init(
      run: RunID, mode: RunMode, started: WallTime, verdict: Verdict?, isVerified: Bool = false,
      rta: Duration? = nil, rto: Duration? = nil, rpa: Duration? = nil,
      rtoJudgement: ServiceSummary.Judgement = .unknown,
      rpoJudgement: ServiceSummary.Judgement = .none, bytesRestored: Int? = nil, phases: [Phase: Duration] = [:]
    ) {
      self.run = run
      self.mode = mode
      self.started = started
      self.verdict = verdict
      self.isVerified = isVerified
      self.rta = rta
      self.rto = rto
      self.rpa = rpa
      self.rtoJudgement = rtoJudgement
      self.rpoJudgement = rpoJudgement
      self.bytesRestored = bytesRestored
      self.phases = phases
    }

    /// Whether it came back by its own check, whatever became of the run's other services.
    var isBack: Bool { isVerified && verdict != nil }

    /// Whether its time is that of a recovery; one that ended before it began is none.
    var isRecovery: Bool { isBack && (rta.map { $0 >= .zero } ?? false) }

    /// What became of this service alone; nil while the run is not over.
    var outcome: ServiceOutcome? {
      verdict == nil ? nil : ServiceOutcome(isVerified: isVerified, rto: rtoJudgement, rpo: rpoJudgement)
    }
  }

  package var name: ServiceName
  /// Named where a report is of several sites.
  package var site: String?
  package var tier: Service.Tier
  package var standing: Standing
  package var rto: Duration?
  package var rpo: Duration?
  /// In the period, the oldest first, over or not.
  package var runs: [Measured]
  /// In the period before.
  package var earlier: [Measured]
  /// Whenever that was.
  package var lastDrill: Measured?
  package var due: Due

  package init(
    name: ServiceName, site: String? = nil, tier: Service.Tier, standing: Standing = .ofSite, rto: Duration?,
    rpo: Duration? = nil, runs: [Measured] = [], earlier: [Measured] = [], lastDrill: Measured? = nil,
    due: Due = .never
  ) {
    self.name = name
    self.site = site
    self.tier = tier
    self.standing = standing
    self.rto = rto
    self.rpo = rpo
    self.runs = runs
    self.earlier = earlier
    self.lastDrill = lastDrill
    self.due = due
  }
}

extension PeriodService {
  /// Drills of the period that are over.
  var drills: [Measured] { runs.filter { $0.mode == .drill && $0.verdict != nil } }

  /// Incidents of the period, over or not.
  var incidents: [Measured] { runs.filter { $0.mode == .incident } }

  /// Whether its last drill brought it back and not all else, so that the next one is due as if that drill had not been.
  var cameBackAlone: Bool {
    guard let lastDrill, lastDrill.isBack else { return false }
    return lastDrill.verdict?.hasRecovered == false
  }

  /// Of drills alone: in an incident people also notice, decide and wait, which no drill measures.
  var times: Distribution { Self.times(runs) }

  var trend: Trend? { Trend(from: Self.times(earlier), to: times) }

  /// The phase in which most of the change lies.
  var shift: PartShift<Phase>? {
    guard let trend, trend.direction != .steady else { return nil }
    return PartShift(from: Self.phases(earlier), to: Self.phases(runs), slower: trend.direction == .slower)
  }

  /// By how much the median of the restored bytes grew; nil where one side doesn't know it.
  var growth: Int? {
    guard let before = Self.bytes(earlier), let now = Self.bytes(runs) else { return nil }
    return now - before
  }

  /// Whether a drill is due at this time and was not done.
  func isOverdue(at time: WallTime) -> Bool {
    switch due {
    case .never: false
    case .now: true
    case .on(let day): (day.daysLate(at: time) ?? 0) > 0
    }
  }

  private static func recoveries(_ runs: [Measured]) -> [Measured] {
    runs.filter { $0.mode == .drill && $0.isRecovery }
  }

  private static func times(_ runs: [Measured]) -> Distribution { Distribution(recoveries(runs).compactMap(\.rta)) }

  private static func phases(_ runs: [Measured]) -> [Phase: Distribution] {
    let recoveries = recoveries(runs)
    let phases = Set(recoveries.flatMap(\.phases.keys)).filter { $0 != .cleanup }
    return Dictionary(
      uniqueKeysWithValues: phases.map { phase in
        (phase, Distribution(recoveries.map { $0.phases[phase] ?? .zero }))
      })
  }

  /// The middle one, or half way between the two in the middle, as of times.
  private static func bytes(_ runs: [Measured]) -> Int? {
    let sizes = recoveries(runs).compactMap(\.bytesRestored).sorted()
    guard !sizes.isEmpty else { return nil }
    let (lower, upper) = (sizes[(sizes.count - 1) / 2], sizes[sizes.count / 2])
    return lower + (upper - lower) / 2
  }
}
