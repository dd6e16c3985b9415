internal import RunCore
internal import RunbookModel

/// How a command that no runbook holds ended, for its caller and for a person.
struct AdHocVerdict: Hashable {
  /// The command's own, or 128 and its signal; 255 where it has none.
  let status: Int32
  let words: String

  /// What `ssh` ends with when it is not the command that speaks.
  static let nobodysStatus: Int32 = 255

  init(_ record: AdHocRecord) {
    let summary = AdHocSummary(record)
    let name = "ad-hoc command \(record.request.id) on \(summary.place)"
    let time = summary.duration.map { " after \($0.roundedText)" } ?? ""
    let message = summary.message.map { ": \($0)" } ?? ""
    if let refusal = record.refusal {
      (status, words) = (Self.nobodysStatus, "\(name) was REFUSED, and not done: \(refusal)")
      return
    }
    guard let report = record.report else {
      (status, words) = (Self.nobodysStatus, "\(name) is still running")
      return
    }
    status = Self.own(report)
    words =
      switch report.result {
      case .neverStarted: "\(name) was NOT STARTED\(message)"
      case .unknown: "NOBODY KNOWS how \(name) ended; it may have been done\(message)"
      case .cancelled: "\(name) was ENDED\(time), because the run is being stopped\(message)"
      case .timedOut: "\(name) took too long and was ENDED\(time)\(message)"
      case .failed where report.exit == nil && report.signal == nil: "\(name) was NOT DONE\(message)"
      case .succeeded, .failed, .notDone: "\(name): \(summary.outcome)\(time)"
      }
  }

  private static func own(_ report: AttemptReport) -> Int32 {
    if let signal = report.signal { return Int32(clamping: 128 + signal) }
    guard report.result != .unknown, report.result != .neverStarted else { return nobodysStatus }
    return report.exit.map { Int32(clamping: $0) } ?? nobodysStatus
  }
}
