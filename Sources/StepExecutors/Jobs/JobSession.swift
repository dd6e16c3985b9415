import Glibc

/// The processes of a job: the group and the session that its supervisor leads, our child or not.
struct JobSession: Sendable {
  let leader: Int32
  /// Nil for our child; 0 for a leader that is gone, so that whoever lives under its pid is somebody else.
  let startTime: UInt64?
  let folder: JobFolder

  /// The session of a job of an earlier boot: nobody, under a pid that no process can have.
  static func ofEarlierBoot(_ folder: JobFolder) -> JobSession {
    JobSession(leader: .max, startTime: 0, folder: folder)
  }

  /// The living members; empty when the leader's pid belongs to somebody else by now.
  func members() -> [ProcessEntry] {
    if let startTime, let holder = ProcessTable.entry(leader), !holder.isDead, holder.startTime != startTime {
      return []
    }
    return ProcessTable.members(ofSession: leader)
  }

  /// Living processes of the job that made a session of their own, known by the environment that they have from it.
  ///
  /// Who cleans its environment, too, can't be told from any other process.
  func escaped() -> [ProcessEntry] {
    let mark = Array("HALFHOUR_OUTPUT=\(folder.output)".utf8)
    return ProcessTable.all { $0.session != leader && $0.group != leader && !$0.isDead }.filter { entry in
      FileAccess.contents(of: "/proc/\(entry.pid)/environ", atMost: 1 << 20)
        .map { $0.split(separator: 0).contains { $0.elementsEqual(mark) } } ?? false
    }
  }

  /// Tells all of it to end with one TERM, waits up to the grace, kills what is left, and looks whether that worked.
  func end(grace: Duration, isTold: Bool) async -> JobEnding {
    if !isTold { signal(SIGTERM) }
    // A stopped process takes no TERM before it goes on.
    signal(SIGCONT)
    if await isEmpty(within: grace, ignoringWatchdog: true) {
      signal(SIGKILL)
      _ = await isEmpty(within: .seconds(1), ignoringWatchdog: false)
      return JobEnding(survivors: members().map(\.pid), killed: false)
    }
    for _ in 0..<30 {
      signal(SIGKILL)
      if await isEmpty(within: .milliseconds(100), ignoringWatchdog: false) { break }
    }
    return JobEnding(survivors: members().map(\.pid), killed: true)
  }

  private func signal(_ number: Int32) {
    let members = members()
    if members.contains(where: { $0.group == leader }) { kill(-leader, number) }
    for member in members where member.group != leader { kill(member.pid, number) }
  }

  /// The watchdog ignores TERM and sleeps on; alone it is no reason to wait.
  private func isEmpty(within limit: Duration, ignoringWatchdog: Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    var pause = Duration.milliseconds(1)
    while true {
      var left = members()
      if ignoringWatchdog, let watchdog = watchdog() { left.removeAll { $0.pid == watchdog || $0.parent == watchdog } }
      if left.isEmpty { return true }
      if ContinuousClock.now >= deadline { return false }
      await Pause.uncancellable(pause)
      pause = min(pause * 2, .milliseconds(50))
    }
  }

  private func watchdog() -> Int32? {
    FileAccess.contents(of: folder.watchdog, atMost: 32)
      .flatMap { Int32(String(decoding: $0, as: UTF8.self).filter(\.isNumber)) }
  }
}
