import Subprocess

/// What the kernel told us of the end of a supervisor.
enum ObservedExit: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)
  /// It wasn't our child, so that nobody told us.
  case unseen

  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }

  /// Takes the record before the kernel's word; a success that nobody recorded isn't one.
  ///
  /// A supervisor that left its mark has begun the script, and ends with its status; it may have found no room to record
  /// that. One that ends with 125 and without a mark found no room for the mark, and has not come to the script.
  func termination(record: JobRecord.End?, mark: @autoclosure () -> JobStartMark?) -> JobTermination {
    switch (record, self) {
    case (nil, .exited(125)) where mark() == nil: .neverBegan
    case (nil, .exited(let status)) where mark()?.isProcess == true: .exited(status)
    case (.exited(let status), _): .exited(status)
    case (.timedOut, _): .timedOut
    case (.cancelled, _): .cancelled
    case (nil, .signalled(let signal)): .signalled(signal)
    case (nil, .exited(let status)) where status != 0 && status != 125: .exited(status)
    case (nil, .exited), (nil, .unseen): .unrecorded
    }
  }
}
