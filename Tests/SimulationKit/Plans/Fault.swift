/// What a simulated world may do to a run; each is drawn from a stream of its own, so that taking one away leaves the others.
package enum Fault: String, Hashable, Sendable, CaseIterable {
  /// halfhour is killed.
  case crashes
  /// The machine starts anew: another boot, and the job folders on it are gone.
  case reboots
  case wallJumps = "wall clock jumps"
  /// The machine's clocks stand still for a while, or the one on the wall alone does.
  case frozenClocks = "frozen clocks"
  /// The clocks go on and nothing else does.
  case sleeps
  /// Writing fails: once, for a while, or for ever.
  case journalRefuses = "journal refuses"
  /// A write lands, wholly or in part, and the caller hears that it failed.
  case journalLies = "journal lies"
  /// A write takes minutes.
  case journalStalls = "journal stalls"
  case stops, failures, unknowns
  /// The connection fails before the job is claimed.
  case connections
  /// The job starts, and the answer to its claim is lost.
  case lostClaims = "lost claims"
  /// A start that was under way when halfhour was killed arrives all the same, later.
  case lateClaims = "late claims"
  /// The word that ends a job never reaches it.
  case lostCancels = "lost cancels"
  case lateReports = "late reports"
  /// An outcome comes twice, or a true one after one that was given up for unknown.
  case doubleReports = "double reports"
  case badAnswers = "bad answers"
  /// Nobody answers.
  case silence
  case clockStamps = "clock stamps"
  /// A host shows a key for which nobody has vouched.
  case unknownKeys = "unknown keys"
  /// Another recovery has left its marker on a host.
  case foreignMarkers = "foreign markers"
  /// A drill meets a live host.
  case liveKeys = "live keys"
  /// A host starts anew: its jobs and their folders are gone.
  case hostReboots = "host reboots"
  case clockOffsets = "clock offsets"
  /// A step gives its host an address that can't be used.
  case badAddresses = "bad addresses"
  /// Somebody runs commands that no runbook holds.
  case adHoc = "ad-hoc commands"
}
