import Glibc

/// How many files this process may have open, of which every attempt under way needs some.
package enum OpenFiles {
  /// What most systems give to a process, and what jobs are used to.
  private static let usual: rlim_t = 1024
  /// What an attempt has open at most: while it is spawned more than later.
  private static let perAttempt = 6
  /// What halfhour itself needs besides: journal, index, report, answers, the kernel's tables.
  private static let reserve = 14

  /// Raises a limit that is lower than usual as far as it may be raised; jobs inherit it.
  package static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < usual else { return }
    limit.rlim_cur = min(limit.rlim_max, usual)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// How many attempts can be under way at once; fewer than 1 where there is no room for any.
  static var roomForAttempts: Int { (limit - count - reserve) / perAttempt }

  /// Refuses to begin what could not start a single job.
  package static func verify() throws(JobStartError) {
    guard roomForAttempts < 1 else { return }
    let needed = count + reserve + perAttempt
    throw .failed(
      reason: "Only \(limit) files can be open at once here, and a run needs \(needed). Say before: ulimit -n 1024")
  }

  private static var count: Int { FolderTree.names(in: "/proc/self/fd").count }

  private static var limit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return Int(usual) }
    return Int(min(limit.rlim_cur, 1 << 30))
  }
}
