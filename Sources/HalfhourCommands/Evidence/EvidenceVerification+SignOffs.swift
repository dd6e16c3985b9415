internal import RunCore
internal import RunFolders

/// Who stands for the record, and for how much of it.
extension EvidenceVerification {
  mutating func verifySignOffs() async throws(CommandFailure) {
    guard let reading, let opening else { return }
    for entry in reading.entries {
      guard case .signedOff(let signOff) = entry.event else { continue }
      let name = "line \(entry.sequence): \(signOff.role.rawValue) by \(signOff.by)"
      guard let line = heads.line(of: signOff.head), line < entry.sequence else {
        say(.fails, .signOffs, "\(name), of a journal that is not this one")
        continue
      }
      let what = "\(name), of lines 1 to \(line)"
      guard let signature = signOff.signature else {
        say(.holds, .signOffs, "\(what); said by that user, not signed with a key")
        continue
      }
      let verifier = SSHSignature(namespace: SignOff.namespace, folder: scratch)
      let verdict = try await verifier.verify(
        signature, of: Array(signOff.statement(of: opening.run).utf8), by: signOff.by.name, allowed: allowedSigners)
      if report(verdict, .signOffs, "\(what), signed") { signedLines = max(signedLines, line) }
    }
    guard signedLines > 0, !isVouchedFor else { return }
    say(
      .unknown, .signOffs,
      "figures rest on more than what is signed: nobody signed lines \(signedLines + 1) to \(lastLineOfRecord)")
  }
}
