import Glibc

/// The end of a job of this machine, by what its folder and the kernel tell.
struct LocalJobEnd: Sendable {
  let folder: JobFolder
  let started: ClockReading
  /// True for a job that ended while nobody watched it.
  let isLate: Bool

  /// To be asked for as soon as the supervisor is gone.
  func view(_ exit: ObservedExit) -> JobEndView {
    let now = ClockReading.now()
    let record = folder.record()
    return JobEndView(
      exit: exit, record: record, mark: record == nil ? folder.startMark() : nil, ended: ended(record, seen: now),
      isLate: isLate)
  }

  /// The supervisor's clock is coarse; it counts for an end that was not seen when it came, as by a halfhour that was
  /// stopped itself.
  private func ended(_ record: JobRecord?, seen now: ClockReading) -> ClockReading {
    let isOverdue = record?.boot.map { now.boot - $0 > Self.promptness } ?? false
    return isLate || isOverdue ? ownEnd(record) ?? now : now
  }

  /// Nanoseconds within which an end is seen by who watches, unless something holds him up.
  private static let promptness: Int64 = 500_000_000

  /// The end by the supervisor's own clock, and by the time that the file system gave to its record.
  private func ownEnd(_ record: JobRecord?) -> ClockReading? {
    var status = stat()
    guard let record, stat(folder.result, &status) == 0 else { return nil }
    let wall = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    // A job can be over within one tick of the shell's clock.
    return ClockReading(wall: wall, boot: max(record.boot ?? 0, started.boot))
  }
}
