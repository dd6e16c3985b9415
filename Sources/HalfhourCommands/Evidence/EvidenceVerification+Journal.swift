internal import Digests
internal import Foundation
internal import Glibc
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The journal, and what it vouches for: the plan, attached files, logs.
extension EvidenceVerification {
  mutating func verifyJournal() throws {
    guard let bytes = try folder.readJournalBytes() else { return say(.fails, .journal, "there is no journal.jsonl") }
    heads = JournalHeads(bytes)
    let reading = JournalReading(bytes)
    switch reading.verdict {
    case .intact:
      say(
        .holds, .journal,
        "each of its \(reading.entries.count) lines follows from the one before; its head is \(reading.head)")
    case .tornLastLine:
      say(
        .unknown, .journal,
        "its last line was being written when the program ended; the \(reading.entries.count) before hold")
    case .broken(let line, let reason): say(.fails, .journal, "line \(line) is broken: \(reason)")
    }
    self.reading = reading
    verifyNoted()
  }

  private mutating func verifyNoted() {
    guard let noted else { return }
    if noted.lowercased() == sumsHash {
      return say(.holds, .journal, "the noted hash is that of \(EvidenceNames.sums)")
    }
    guard let line = heads.line(of: noted) else {
      return say(.fails, .journal, "the noted hash \(noted) is that of none of its lines: this is another record")
    }
    let isEnd = reading?.endHead == heads.all[line - 1]
    let rest = heads.all.count - line
    let after = rest == 0 ? "the last one" : "\(rest) were added behind it"
    say(.holds, .journal, "the noted hash is that of line \(line)\(isEnd ? ", which ended the run" : ""); \(after)")
  }

  mutating func verifyManifest() {
    guard let bytes = bytes(of: EvidenceNames.manifest) else {
      return say(.fails, .manifest, "there is no \(EvidenceNames.manifest)")
    }
    do {
      let manifest = try JSONDecoder().decode(EvidenceManifest.self, from: Data(bytes))
      self.manifest = manifest
      guard manifest.format == EvidenceManifest.currentFormat else {
        return say(.unknown, .manifest, "it is of format \(manifest.format), which this halfhour does not know")
      }
      verify(manifest)
    } catch {
      say(.fails, .manifest, "\(EvidenceNames.manifest) can't be read: \(error)")
    }
  }

  private mutating func verify(_ manifest: EvidenceManifest) {
    guard let reading, case .runOpened(let opening)? = reading.entries.first?.event else { return }
    let before = findings.count
    if manifest.run != opening.run.text || manifest.run != unpacked.contents.top {
      say(.fails, .manifest, "it calls the run \(manifest.run), and the journal \(opening.run)")
    }
    if manifest.journalHead != reading.head { say(.fails, .manifest, "its journalHead is not the journal's head") }
    if manifest.endHead != reading.endHead { say(.fails, .manifest, "its endHead is not the line that ended the run") }
    if manifest.lines != reading.entries.count {
      say(.fails, .manifest, "it counts \(manifest.lines) lines of the journal")
    }
    guard findings.count == before else { return }
    say(.holds, .manifest, "it is of this run and this journal, made by halfhour \(manifest.version)")
  }

  mutating func verifyPlan() {
    guard let reading, case .runOpened(let opening)? = reading.entries.first?.event else { return }
    guard let sum = sums["plan/plan.json"] else { return say(.fails, .plan, "plan/plan.json is missing") }
    guard sum == opening.planHash else {
      return say(.fails, .plan, "plan/plan.json is not the plan with which the run was started")
    }
    say(.holds, .plan, "plan/plan.json is the one that the journal's first line names")
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
    var count = 0
    let before = findings.count
    for (attempt, report) in (reading?.entries ?? []).compactMap(\.event.ended) where report.logBytes > 0 {
      count += 1
      let name = "logs/\(attempt.logName)"
      guard sums[name] != nil else {
        say(.fails, .logs, "\(name) is missing; by the journal it has \(report.logBytes) bytes")
        continue
      }
      let bytes = self.size(of: name)
      if bytes < report.logBytes {
        say(.fails, .logs, "\(name) has \(bytes) bytes; by the journal it has \(report.logBytes)")
      }
    }
    guard count > 0, findings.count == before else { return }
    say(
      .holds, .logs,
      "\(count) logs are there, and as long as the journal says; their words are in the list of sums alone")
  }

  private func size(of name: String) -> Int {
    var status = stat()
    return stat("\(folder.path)/\(name)", &status) == 0 ? Int(status.st_size) : 0
  }
}

extension Entry {
  /// Of a job that ended: which attempt it was, and what it came to.
  fileprivate var ended: (AttemptID, AttemptReport)? {
    switch self {
    case .stepFinished(let end): (end.attempt, end.report)
    case .adHocFinished(let end): (end.attempt, end.report)
    default: nil
    }
  }
}
