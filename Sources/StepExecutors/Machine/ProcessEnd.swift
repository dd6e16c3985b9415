import Dispatch
import Glibc

/// The end of a process that is not our child.
enum ProcessEnd {
  /// Returns when the process with this pid and start time is gone; at once when it already is.
  static func wait(for pid: Int32, startTime: UInt64) async {
    guard let open = LateBoundCall.pidfdOpen else { return await poll(pid, startTime) }
    let descriptor = open(pid, 0)
    guard descriptor >= 0 else {
      return errno == ESRCH ? () : await poll(pid, startTime)
    }
    defer { close(descriptor) }
    // The pid could have been given to somebody else before the descriptor was there to hold on to it.
    guard isAlive(pid, startTime) else { return }
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
      source.setEventHandler { source.cancel() }
      source.setCancelHandler { ended.resume() }
      source.activate()
    }
  }

  static func isAlive(_ pid: Int32, _ startTime: UInt64) -> Bool {
    guard let entry = ProcessTable.entry(pid) else { return false }
    return entry.startTime == startTime && !entry.isDead
  }

  private static func poll(_ pid: Int32, _ startTime: UInt64) async {
    while isAlive(pid, startTime) {
      do { try await Task.sleep(for: .milliseconds(20)) } catch { return }
    }
  }
}
