internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// What became of one way when it was last tried, where that is worth a word before it is tried again.
struct PastTry: Hashable {
  var mode: RunMode
  var ended: WallTime
  var verdict: Verdict
  /// The service came back in it, whatever else failed.
  var broughtBack: Bool
  /// Nil where the runbook ran by itself.
  var set: RunbookName?
  /// The most important of what the verdict rests on; what others printed may be part of it.
  var reason: String?

  /// Nil for one that simply passed, or that missed a target of another service of its set.
  init?(_ row: RunRow, of service: ServiceName, by runbook: RunbookName) {
    guard let verdict = row.verdict, verdict != .passed, let ended = row.ended ?? row.started else { return nil }
    let own = row.services.first { $0.id == service }
    let isOwnMiss = own.map { [$0.rtoJudgement, $0.rpoJudgement].contains(.missed) } ?? false
    if verdict == .targetMissed, row.runbook != runbook, !isOwnMiss { return nil }
    self.init(
      mode: row.mode, ended: ended, verdict: verdict, broughtBack: own?.isVerified ?? false,
      set: row.runbook == runbook ? nil : row.runbook, reason: row.findings.first)
  }

  init(
    mode: RunMode, ended: WallTime, verdict: Verdict, broughtBack: Bool = false, set: RunbookName? = nil,
    reason: String? = nil
  ) {
    self.mode = mode
    self.ended = ended
    self.verdict = verdict
    self.broughtBack = broughtBack
    self.set = set
    self.reason = reason
  }

  /// The word in front of it: what passed with conditions is no warning.
  var label: String { verdict == .passedWithConditions ? "note" : "warning" }

  var words: String {
    let what = "last \(mode.rawValue) \(ended.day)" + (set.map { ", of the set \($0)," } ?? "")
    return "\(what) \(outcome)" + (cause.map { ": \($0)" } ?? "")
  }

  private var outcome: String {
    switch verdict {
    case .passed: "passed"
    case .passedWithConditions: "passed with conditions"
    case .targetMissed: "MISSED its target"
    case .failed: broughtBack ? "FAILED when the service was back already" : "FAILED"
    case .stopped: "was STOPPED" + (broughtBack ? " when the service was back already" : "")
    }
  }

  /// One line of it, cut where it is long: the report has all of it.
  private var cause: String? {
    guard let reason else { return nil }
    let line = DisplayText.firstLine(reason)
    guard !line.isEmpty else { return nil }
    return line.count <= Self.mostCharacters ? line : line.prefix(Self.mostCharacters - 1) + "…"
  }

  private static let mostCharacters = 120
}
