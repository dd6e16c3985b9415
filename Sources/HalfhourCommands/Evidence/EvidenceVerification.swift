internal import Digests
internal import Foundation
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Looks at everything in an unpacked archive that can be checked, and says of each whether it holds.
struct EvidenceVerification {
  let unpacked: EvidenceUnpacking.Unpacked
  /// A list of allowed signers, from somebody whom the reader trusts; never from the archive itself.
  let allowedSigners: String?
  /// A hash that was noted elsewhere when the run ended.
  let noted: String?
  /// Private, for what `ssh-keygen` reads.
  let scratch: String

  var folder: RunFolder { unpacked.folder }
  var sums: [String: String] { unpacked.contents.sums }
  var findings: [EvidenceFinding] = []
  /// What the journal tells, as far as it can be told.
  var reading: JournalReading?
  var heads = JournalHeads([])
  var state: RunState?
  var manifest: EvidenceManifest?
  /// The SHA-256 of the list of sums.
  var sumsHash: String?
  /// Somebody's signature of the list of sums holds, or its hash was noted elsewhere.
  var vouchesForSums = false
  /// The last line up to which a signature holds, and that of the noted hash; 0 for none.
  var signedLines = 0
  var notedLines = 0
  /// The report tells of earlier runs, too.
  var tellsOfPast = false

  init(_ unpacked: EvidenceUnpacking.Unpacked, allowedSigners: String?, noted: String?, scratch: String) {
    self.unpacked = unpacked
    self.allowedSigners = allowedSigners
    self.noted = noted
    self.scratch = scratch
  }

  /// In the order in which one leans on the other: archive, files, journal, plan, what hangs on the journal, figures.
  mutating func verify() async throws {
    do throws(FolderError) {
      try EvidenceBounds.check(folder)
    } catch {
      throw CommandFailure("\(unpacked.contents.top) can't be used: \(error)")
    }
    if let complaint = unpacked.complaint { say(.fails, .archive, "the archive itself is damaged: \(complaint)") }
    if unpacked.contents.hasMore { say(.fails, .archive, "something stands behind the archive's end") }
    try verifyFiles()
    try await verifySignature()
    try verifyJournal()
    verifyManifest()
    verifyPlan()
    verifyAttachments()
    verifyLogs()
    verifyFigures()
    try await verifySignOffs()
    for subject in [EvidenceFinding.Subject.attachments, .logs, .signOffs] {
      if let gap { say(.unknown, subject, "not all were looked at: \(gap)") }
    }
  }

  mutating func say(_ state: EvidenceFinding.State, _ subject: EvidenceFinding.Subject, _ text: String) {
    // Files go by their names in the archive; where it was unpacked, nobody can look any more.
    findings.append(EvidenceFinding(state, subject, text.replacing("\(folder.path)/", with: "")))
  }

  /// The journal's first line, where it opens a run as it should.
  var opening: RunOpening? {
    if case .runOpened(let opening)? = reading?.entries.first?.event { opening } else { nil }
  }

  /// Why not all can be looked at that a journal names; nil where all of it was read.
  var gap: String? {
    guard let reading else { return "there is no journal" }
    guard opening != nil else { return "the journal opens no run" }
    if case .broken(let line, _) = reading.verdict { return "the journal can't be believed from line \(line) on" }
    return nil
  }

  /// The last line that changes what whoever signs stands for; only sign-offs, messages and sessions follow it.
  var lastLineOfRecord: Int { reading?.entries.last { $0.event.changesRecord }?.sequence ?? 0 }

  /// The last line for which a signature or a noted hash vouches; 0 for none.
  var vouchedLines: Int { max(signedLines, notedLines) }

  /// Nobody can have written all of it anew, as a signature or a noted hash covers what the figures rest on.
  var isVouchedFor: Bool { vouchesForSums || (vouchedLines > 0 && vouchedLines >= lastLineOfRecord) }

  /// Why it is not taken in; what is unknown is none, but for what has to be read for that.
  var obstacle: String? {
    if !holds { return "not all of it holds" }
    if let format = manifest?.format, format != EvidenceManifest.currentFormat {
      return "its \(EvidenceNames.manifest) is of format \(format), which this halfhour does not know"
    }
    guard state == nil else { return nil }
    return findings.last { $0.subject == .figures }?.text
  }

  var holds: Bool { !findings.contains { $0.state == .fails } }

  func bytes(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(folder.path)/\(name)").map { Array($0) }
  }

  // MARK: - Files

  private mutating func verifyFiles() throws(CommandFailure) {
    guard let text = bytes(of: EvidenceNames.sums), let list = FileSums(text) else {
      throw CommandFailure(
        "\(unpacked.contents.top) has no list of sums (\(EvidenceNames.sums)) that can be read: it is no evidence")
    }
    sumsHash = SHA256Digest(of: text).description
    let before = findings.count
    for line in list.lines {
      guard let sum = sums[line.name] else {
        say(.fails, .files, "\(line.name) is missing")
        continue
      }
      if sum != line.sha256 { say(.fails, .files, "\(line.name) was changed: its SHA-256 is not that of the list") }
    }
    let listed = Set(list.lines.map(\.name) + [EvidenceNames.sums, EvidenceNames.signature])
    for name in sums.keys.sorted() where !listed.contains(name) { say(.fails, .files, "\(name) was added") }
    if findings.count == before {
      say(.holds, .files, "\(list.lines.count) files are as \(EvidenceNames.sums) lists them")
    }
  }

  private mutating func verifySignature() async throws(CommandFailure) {
    guard let signature = bytes(of: EvidenceNames.signature), let text = bytes(of: EvidenceNames.sums) else {
      if allowedSigners != nil { say(.unknown, .signature, "the list of sums is not signed") }
      return
    }
    let verifier = SSHSignature(namespace: EvidenceNames.namespace, folder: scratch)
    let verdict = try await verifier.verify(
      String(decoding: signature, as: UTF8.self), of: text, by: nil, allowed: allowedSigners)
    if report(verdict, .signature, "the list of sums is signed") { vouchesForSums = true }
  }

  /// Says what a signature is worth; true for one by somebody who may sign.
  mutating func report(
    _ verdict: SSHSignature.Verdict, _ subject: EvidenceFinding.Subject, _ what: String
  ) -> Bool {
    switch verdict {
    case .good(let signer, let key):
      say(.holds, subject, "\(what) by \(signer), with the \(key)")
      return true
    case .unknownSigner(let key):
      say(.unknown, subject, "\(what) with the \(key); whose that is, --allowed-signers FILE tells")
    case .bad(let reason): say(.fails, subject, "\(what), and the signature does not hold: \(reason)")
    case .unknown(let reason): say(.unknown, subject, "\(what), which can't be verified here: \(reason)")
    }
    return false
  }
}
