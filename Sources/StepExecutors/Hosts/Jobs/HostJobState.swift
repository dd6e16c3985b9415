/// What an agent says of a job: whether its group lives on, whether it printed, left outputs, its record and its mark.
struct HostJobState: Sendable {
  /// Seconds on the host's clock when it was looked at.
  let now: Double
  let hasLeftovers: Bool
  let hasPrinted: Bool
  let hasOutputs: Bool
  let record: JobRecord?
  let mark: JobStartMark?

  /// Reads `UPTIME LEFT PRINTED OUTPUTS / RECORD / MARK`.
  init?(_ fields: [String]) {
    let parts = fields.split(separator: "/", omittingEmptySubsequences: false).map { Array($0) }
    guard parts.count == 3, parts[0].count == 4, let now = Double(parts[0][0]) else { return nil }
    self.now = now
    hasLeftovers = parts[0][1] == "yes"
    hasPrinted = parts[0][2] == "yes"
    hasOutputs = parts[0][3] == "yes"
    record = JobRecord(parts[1].joined(separator: " ") + "\n")
    mark = JobStartMark(parts[2].joined(separator: " ") + "\n")
  }
}
