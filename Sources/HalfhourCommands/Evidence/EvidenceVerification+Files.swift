internal import Foundation
internal import Glibc
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// What the journal vouches for: the plan, attached files, logs.
extension EvidenceVerification {
  private static let plan = "plan/plan.json"
  private static let mostNames = 50

  mutating func verifyPlan() {
    guard let sum = sums[Self.plan] else { return say(.fails, .plan, "\(Self.plan) is missing") }
    guard let opening else { return say(.unknown, .plan, "nothing names the plan of the run: \(gap ?? "")") }
    guard sum == opening.planHash else {
      return say(.fails, .plan, "\(Self.plan) is not the plan with which the run was started")
    }
    if let key = bytes(of: Self.plan).flatMap({ JSONMembers($0).repeated }) {
      return say(.fails, .plan, "\(Self.plan) has the key \"\(key)\" twice in one place")
    }
    say(.holds, .plan, "\(Self.plan) is the one that the journal's first line names")
    do {
      let outline = try folder.readPlanOutline()
      let before = findings.count
      for file in outline.files { verify(file) }
      guard findings.count == before else { return }
      say(.holds, .plan, "its \(outline.files.count) files are as the plan was made from them")
    } catch {
      say(.fails, .plan, "\(error)")
    }
  }

  private mutating func verify(_ file: PlanOutline.File) {
    let name = "\(folder.planFile(file.path).dropFirst(folder.path.count + 1))"
    guard let sum = sums[name] else { return say(.fails, .plan, "\(name) is missing, which the plan names") }
    if sum != file.sha256 { say(.fails, .plan, "\(name) is not what the plan was made from") }
  }

  /// What people attached is named in the journal with its digest.
  mutating func verifyAttachments() {
    let all = (reading?.entries ?? []).flatMap { entry -> [Evidence] in
      if case .promptAnswered(let answer) = entry.event { answer.evidence } else { [] }
    }
    guard !all.isEmpty else { return }
    let before = findings.count
    for file in all {
      guard !file.path.hasPrefix("/") else {
        say(.unknown, .attachments, "\(file.path) had no room in the run's folder, and is not in the archive")
        continue
      }
      guard let sum = sums[file.path] else {
        say(.fails, .attachments, "\(file.path) is missing, which the journal names")
        continue
      }
      if sum != file.sha256 { say(.fails, .attachments, "\(file.path) is not what was attached") }
    }
    if findings.count == before {
      say(.holds, .attachments, "\(all.count) attached files are as the journal names them")
    }
  }

  /// The journal says how long each log is; what is in it is proved by the list of sums alone.
  mutating func verifyLogs() {
    let ended = (reading?.entries ?? []).compactMap(\.event.ended).filter { $0.report.logBytes > 0 }
    let before = findings.count
    for (attempt, report) in ended { verify("logs/\(attempt.logName)", report) }
    if !ended.isEmpty, findings.count == before {
      say(
        .holds, .logs,
        "\(ended.count) logs are there, and as long as the journal says; their words are in the list of sums alone")
    }
    let known = Set(ended.map { "logs/\($0.attempt.logName)" })
    let others = sums.keys.filter { $0.hasPrefix("logs/") && !known.contains($0) }.sorted()
    guard !others.isEmpty else { return }
    let more = others.count > Self.mostNames ? " and \(others.count - Self.mostNames) more" : ""
    let names = others.prefix(Self.mostNames).joined(separator: ", ")
    say(.unknown, .logs, "of how long they are, the journal says nothing: \(names)\(more)")
  }

  private mutating func verify(_ name: String, _ report: AttemptReport) {
    let told = "by the journal it has \(report.logBytes)"
    guard sums[name] != nil else { return say(.fails, .logs, "\(name) is missing; \(told) bytes") }
    let bytes = size(of: name)
    guard bytes != report.logBytes else { return }
    // A disk without room may keep a part of what could not be written, and counted as lost.
    if bytes > report.logBytes, report.logCut {
      say(.unknown, .logs, "\(name) has \(bytes) bytes; \(told), as not all of it could be written")
    } else {
      say(.fails, .logs, "\(name) has \(bytes) bytes; \(told)")
    }
  }

  private func size(of name: String) -> Int {
    var status = stat()
    return stat("\(folder.path)/\(name)", &status) == 0 ? Int(status.st_size) : 0
  }
}

extension Entry {
  /// Of a job that ended: which attempt it was, and what it came to.
  fileprivate var ended: (attempt: AttemptID, report: AttemptReport)? {
    switch self {
    case .stepFinished(let end): (end.attempt, end.report)
    case .adHocFinished(let end): (end.attempt, end.report)
    default: nil
    }
  }
}
