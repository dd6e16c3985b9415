internal import RunCore
internal import RunbookModel

/// One way to recover what is down, with what is known of it before anybody chooses it.
struct RecoveryOption: Hashable {
  /// How long it took once.
  struct Measured: Hashable {
    var took: Duration
    var ended: WallTime
    var mode: RunMode
  }

  var path: String
  /// Nil for a runbook that can't be read.
  var name: String?
  var strategy: Runbook.Strategy = .rebuild
  var title: String = ""
  /// What it may do to data that survived.
  var risk: String = ""
  /// The inputs that must be given, with what they are about.
  var missing: [(name: String, about: String?)] = []
  var history = WayHistory()

  /// The last three times it recovered the service, the latest first.
  var measured: [Measured] { history.measured }

  /// Plans are made with the slowest of the last times.
  var slowest: Duration? { measured.map(\.took).max() }

  static func == (left: Self, right: Self) -> Bool { left.path == right.path && left.history == right.history }
  func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// The time that a recovery has.
struct RecoveryTime: Hashable {
  var target: Target
  /// Where the target's time began; nil where nobody has said.
  var began: WallTime?
  var now: WallTime

  /// Without a beginning the best that can be said is that it counts from now.
  var deadline: WallTime { (began ?? now) + target.rto }

  /// The latest moment to begin something that takes so long.
  func latestStart(_ took: Duration) -> WallTime { deadline - took }

  func meets(_ took: Duration) -> Bool { latestStart(took) >= now }

  /// What still meets the target comes first, what nobody has measured before what is too late; once it is too late for
  /// everything, the quickest.
  ///
  /// What failed when it was last tried comes behind all that: its times are those of days when it still worked.
  func sorted(_ options: [RecoveryOption]) -> [RecoveryOption] {
    guard now <= deadline else {
      return options.sorted { left, right in
        func rank(_ option: RecoveryOption) -> (Int, Duration, String) {
          let known = option.history.failedLast ? 2 : option.slowest == nil ? 1 : 0
          return (option.name == nil ? 3 : known, option.slowest ?? .zero, option.path)
        }
        return rank(left) < rank(right)
      }
    }
    func rank(_ option: RecoveryOption) -> (Int, Int, String) {
      let order = [Runbook.Strategy.repair, .failover, .rebuild]
      let strategy = order.firstIndex(of: option.strategy) ?? order.count
      guard option.name != nil else { return (4, 0, option.path) }
      if option.history.failedLast { return (3, strategy, option.path) }
      return (option.slowest.map { meets($0) ? 0 : 2 } ?? 1, strategy, option.path)
    }
    return options.sorted { rank($0) < rank($1) }
  }
}
