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
  var isSigned = false
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
  }

  mutating func say(_ state: EvidenceFinding.State, _ subject: EvidenceFinding.Subject, _ text: String) {
    findings.append(EvidenceFinding(state, subject, text))
  }

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
    isSigned = report(verdict, .signature, "the list of sums is signed")
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
