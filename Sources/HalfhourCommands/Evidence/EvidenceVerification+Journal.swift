internal import Foundation
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The journal, and what the archive says of it.
extension EvidenceVerification {
  mutating func verifyJournal() throws {
    guard let bytes = try folder.readJournalBytes() else { return say(.fails, .journal, "there is no journal.jsonl") }
    heads = JournalHeads(bytes)
    let reading = JournalReading(bytes)
    self.reading = reading
    switch reading.verdict {
    case .broken(let line, let reason): say(.fails, .journal, "line \(line) is broken: \(reason)")
    case _ where reading.entries.isEmpty:
      say(
        .fails, .journal, bytes.isEmpty ? "it is empty" : "it has no whole line: its \(bytes.count) bytes tell nothing")
    case _ where opening == nil:
      say(.fails, .journal, "its first line does not open a run, so that nothing hangs on it")
    case .intact:
      say(
        .holds, .journal,
        "each of its \(reading.entries.count) lines follows from the one before; its head is \(reading.head)")
    case .tornLastLine:
      say(
        .unknown, .journal,
        "its last line was being written when the program ended; the \(reading.entries.count) before hold")
    }
    verifyKeys(of: bytes)
    verifyNoted()
  }

  /// A chain that was made anew may hold lines of which programs read different things.
  private mutating func verifyKeys(of bytes: [UInt8]) {
    for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let key = JSONMembers(line).repeated else { continue }
      return say(.fails, .journal, "line \(place + 1) has the key \"\(key)\" twice in one place")
    }
  }

  private mutating func verifyNoted() {
    guard let noted else { return }
    if noted.lowercased() == sumsHash {
      vouchesForSums = true
      return say(.holds, .journal, "the noted hash is that of \(EvidenceNames.sums)")
    }
    guard let line = heads.line(of: noted) else {
      return say(.fails, .journal, "the noted hash \(noted) is that of none of its lines: this is another record")
    }
    notedLines = line
    let isEnd = reading?.endHead == heads.all[line - 1]
    let rest = heads.all.count - line
    let after = rest == 0 ? "the last one" : "\(rest) were added behind it"
    say(.holds, .journal, "the noted hash is that of line \(line)\(isEnd ? ", which ended the run" : ""); \(after)")
  }

  mutating func verifyManifest() {
    guard let bytes = bytes(of: EvidenceNames.manifest) else {
      return say(.fails, .manifest, "there is no \(EvidenceNames.manifest)")
    }
    if let key = JSONMembers(bytes).repeated {
      say(.fails, .manifest, "it has the key \"\(key)\" twice in one place, of which programs read one or the other")
    }
    do {
      let manifest = try JSONDecoder().decode(EvidenceManifest.self, from: Data(bytes))
      self.manifest = manifest
      guard manifest.format == EvidenceManifest.currentFormat else {
        return say(.unknown, .manifest, "it is of format \(manifest.format), which this halfhour does not know")
      }
      verify(manifest)
    } catch {
      say(.fails, .manifest, "\(EvidenceNames.manifest) can't be read: \(error.words)")
    }
  }

  private mutating func verify(_ manifest: EvidenceManifest) {
    guard let reading else { return say(.unknown, .manifest, "not compared: there is no journal") }
    let before = findings.count
    if manifest.run != unpacked.contents.top {
      say(.fails, .manifest, "it calls the run \(manifest.run), and the archive's folder \(unpacked.contents.top)")
    }
    if let opening, manifest.run != opening.run.text {
      say(.fails, .manifest, "it calls the run \(manifest.run), and the journal \(opening.run)")
    }
    if manifest.journalHead != reading.head { say(.fails, .manifest, "its journalHead is not the journal's head") }
    if manifest.endHead != reading.endHead { say(.fails, .manifest, "its endHead is not the line that ended the run") }
    if manifest.lines != reading.entries.count {
      say(.fails, .manifest, "it counts \(manifest.lines) lines of the journal, which has \(reading.entries.count)")
    }
    guard let opening, findings.count == before else { return }
    say(.holds, .manifest, "it is of this run and this journal")
    guard manifest.version != opening.version else { return }
    // A newer halfhour may export what an older one carried out.
    say(
      .unknown, .manifest,
      "it says that halfhour \(manifest.version) made the archive, for which nothing vouches; "
        + "by the journal, halfhour \(opening.version) began the run")
  }
}
