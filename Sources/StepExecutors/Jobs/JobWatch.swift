/// Looks after a job while it runs: moves its log and ends it when its time is up.
struct JobWatch: Sendable {
  let drain: LogDrain
  /// For a job that is not on this machine.
  var source: (any LogSource)?
  /// Nanoseconds since boot; nil for a job that may take as long as it likes.
  let deadline: Int64?
  let grace: Duration
  let control: any JobControl

  /// Goes on until it is cancelled; gives the log as far as it is moved.
  func run() async -> LogDrain {
    var drain = drain
    var pause = Duration.milliseconds(5)
    var isOver = false
    while !Task.isCancelled {
      var wait = pause
      if let deadline, !isOver { wait = min(wait, .nanoseconds(max(0, deadline - ClockReading.now().boot))) }
      do { try await Task.sleep(for: wait) } catch { break }
      if let deadline, !isOver, ClockReading.now().boot >= deadline {
        isOver = true
        // The log is moved on while the job takes its grace; the collector waits for the end of this.
        Task { [control, grace] in await control.end(as: .timedOut, grace: grace) }
      }
      if let source { _ = await source.pull() }
      let moved = drain.move()
      if let source { await source.release(upTo: drain.position.consumed) }
      // To ask a host costs it some processes, and nobody reads a log as fast as that.
      let longest: Duration = source == nil ? .milliseconds(100) : .seconds(1)
      pause = moved > 1 << 18 ? .milliseconds(2) : min(pause * 2, longest)
    }
    return drain
  }
}
