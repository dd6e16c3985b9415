internal import RunFolders
internal import RunbookModel

/// What came out of verifying an archive, for people and for programs.
struct EvidenceVerdict {
  static let jsonFormat = 1

  let path: String
  let verification: EvidenceVerification

  private var run: String { verification.unpacked.contents.top }

  /// What nobody can tell from the archive, however well it holds.
  private var notProved: [String] {
    var lines: [String] = []
    if !verification.isVouchedFor {
      let vouched = verification.vouchedLines
      let what = vouched == 0 ? "all of it" : "what stands behind line \(vouched) of the journal"
      lines.append(
        "that nobody wrote \(what) anew: compare a hash that was noted elsewhere (--head), or a signature (--allowed-signers)"
      )
    }
    lines.append(
      "what the logs, observed answers and answer files say: the list of sums vouches for them, the journal does not")
    lines.append(
      "that the pages report.html and report.md show what report.json says: make them anew with `halfhour evidence import`"
    )
    if verification.tellsOfPast {
      lines.append(
        "what \(EvidenceNames.report) says of earlier runs (`past`): it follows from their journals, each in an archive of its own"
      )
    }
    lines.append("that the clocks of the machine were right, and that its user did not lie")
    return lines
  }

  var text: String {
    var lines = ["Evidence \(DisplayText.clean(path))", "Run      \(DisplayText.clean(run))"]
    if let hash = verification.sumsHash { lines.append("Sums     \(hash)") }
    if let reading = verification.reading { lines.append("Journal  \(reading.head)") }
    if let head = verification.reading?.endHead { lines.append("End      \(head)") }
    lines.append("")
    for finding in verification.findings {
      let word =
        switch finding.state {
        case .holds: "holds  "
        case .fails: "FAILS  "
        case .unknown: "unknown"
        }
      lines.append("\(word)  \(finding.subject.rawValue): \(finding.text)")
    }
    lines += ["", "Not proved by this:"] + notProved.map { "- \($0)" } + ["", conclusion]
    return lines.joined(separator: "\n") + "\n"
  }

  private var conclusion: String {
    let fails = verification.findings.count { $0.state == .fails }
    let unknown = verification.findings.count { $0.state == .unknown }
    let open = unknown == 0 ? "" : "; \(unknown) could not be found out"
    return fails == 0 ? "All that could be checked holds\(open)." : "\(fails) DO NOT HOLD\(open)."
  }
}

extension EvidenceVerdict: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("endHead", ifAny: verification.reading?.endHead)
      json.member("file", path)
      json.member("findings", verification.findings)
      json.member("format", Self.jsonFormat)
      json.member("holds", verification.holds)
      json.member("journalHead", ifAny: verification.reading?.head)
      json.member("notProved", notProved)
      json.member("run", run)
      json.member("sums", ifAny: verification.sumsHash)
    }
  }
}
