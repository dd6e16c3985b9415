/// Where a job's raw output comes from when the job isn't on this machine.
protocol LogSource: Sendable {
  /// Brings a part of what is new into the job's folder here; gives how many bytes, 0 where there is nothing to get now.
  func pull() async -> Int
  /// Tells that everything up to an offset is safe on disk, so that the host need not keep it.
  func release(upTo offset: Int) async
}
