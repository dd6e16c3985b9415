internal import RunCore
internal import RunbookModel

/// A job and its folder, which outlives halfhour but not, on this machine, a reboot.
struct SimulatedJob {
  let attempt: AttemptID
  let index: Int
  let destination: String?
  let claimed: Duration
  let claimedStamp: Stamp
  /// What this machine's clocks took for the time then.
  let claimedSeen: Duration
  let fate: Fate
  var endsAt: Duration
  var ending: AttemptReport
  /// Set once it is over.
  var ended: Duration?
  var endedSeen: Duration?
  /// Its executor lost sight of it and said so.
  var isAbandoned = false
  /// Its folder was cleared away, as its outcome is durable.
  var isForgotten = false
  /// Its host was rebooted, so that nobody can find it any more.
  var isGone = false

  var isRunning: Bool { ended == nil }
}
